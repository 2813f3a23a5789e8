import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { publishPrecompiled, standIns } from "./dependencies.ts";
import type { FileServer } from "./file-server.ts";
import { type Project, evalInRelease, projectIn } from "./project.ts";
import { startServer } from "./web-server.ts";
import { type Workplace, repository } from "./workplace.ts";

/** What runtime.exs of a new Phoenix application wants. */
export const secrets = {
  PHX_SERVER: "true",
  SECRET_KEY_BASE: "s".repeat(64),
  DATABASE_URL: "ecto://nobody:nothing@127.0.0.1:9/none",
};

const sum = (digit: number): string => String(digit).repeat(64);
const locked = (app: string, version: string, requirements: string, digit: number): [string, string] => [
  app,
  `"${app}": {:hex, :${app}, "${version}", "${sum(digit)}", [:mix], [${requirements}], "hexpm", "${sum(digit)}"}`,
];
const needs = (app: string): string => `{:${app}, ">= 0.0.0", [hex: :${app}, repo: "hexpm", optional: false]}`;

/** Our own small packages of these names (test/pkgs/hex) in the shape of those that phx.new asks for. */
export const phoenixPackages: ReadonlyMap<string, string> = new Map([
  locked("phoenix", "1.8.12", "", 1),
  locked("phoenix_html", "4.3.0", "", 2),
  locked("phoenix_live_view", "1.2.10", `${needs("phoenix")}, ${needs("phoenix_html")}`, 3),
  locked("esbuild", "0.10.0", needs("jason"), 4),
  locked("tailwind", "0.5.1", "", 5),
  // For tests alone, with a library of its own: nothing of it is asked for.
  locked("lazy_html", "0.1.8", "", 6),
]);

export interface WithNifs {
  readonly project: Project;
  readonly server: FileServer;
  /** Variables with which nif2nix finds the packages. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Gives a Phoenix application NIFs: an own one in Rust, `NAME.Native.add/2`, and the precompiled one of fast_nif. Then it is
 * made a git repository.
 * @param folder the repository of the project; `app` in it the folder of the application, "." where it is no umbrella.
 * @param locked lines of its mix.lock by application; those of the stand-ins come where it has none of these.
 */
export async function addNifs(
  workplace: Workplace,
  folder: string,
  app: { readonly folder: string; readonly name: string; readonly module: string; readonly precompiled?: false },
  locked: ReadonlyMap<string, string>,
): Promise<WithNifs> {
  const { server, locked: precompiled } = await publishPrecompiled(workplace);
  const own = join(folder, app.folder);
  const example = join(repository, "examples/hello_nif/native/hello_nif");
  cpSync(example, join(own, "native/hello_nif"), { recursive: true, filter: (path) => !path.endsWith("/target") });
  edit(join(own, "native/hello_nif/src/lib.rs"), (text) =>
    text.replace("Elixir.HelloNif", `Elixir.${app.module}.Native`),
  );
  // Git keeps no empty folder of a fixture.
  mkdirSync(join(own, `lib/${app.name}`), { recursive: true });
  writeFileSync(
    join(own, `lib/${app.name}/native.ex`),
    `defmodule ${app.module}.Native do
  use Rustler, otp_app: :${app.name}, crate: "hello_nif"

  def add(_left, _right), do: :erlang.nif_error(:nif_not_loaded)
end
`,
  );
  edit(join(own, "mix.exs"), (text) =>
    text.replace(
      /(defp deps do\s*\[)/,
      `$1\n      {:rustler, "~> 0.36.2", runtime: false},${app.precompiled === false ? "" : '\n      {:fast_nif, "~> 1.1"},'}`,
    ),
  );
  const lines = new Map(locked);
  for (const line of [...standIns, ...(app.precompiled === false ? [] : precompiled)]) {
    const name = /^"([^"]+)"/.exec(line)?.[1] ?? "";
    if (!lines.has(name)) lines.set(name, line);
  }
  writeFileSync(
    join(folder, "mix.lock"),
    `%{\n${[...lines.values()]
      .sort()
      .map((line) => `  ${line},\n`)
      .join("")}}\n`,
  );
  const home = join(workplace.folder, "home");
  const env = { HOME: home, XDG_CACHE_HOME: join(home, ".cache"), HEX_MIRROR: server.url };
  return { project: projectIn(workplace, folder, ".", env), server, env };
}

export function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${path} is as it was`);
  writeFileSync(path, after);
}

/**
 * Holds a release against what its users see: it boots, its page names digested assets, these are served and hold what was
 * built, the NIFs answer.
 * @param start the program that starts it, relative to the release, with its arguments.
 */
export async function expectAnswers(
  release: string,
  start: readonly [program: string, ...args: string[]],
  name: string,
  module: string,
): Promise<{ readonly script: string; readonly style: string }> {
  const [program, ...args] = start;
  const web = await startServer(join(release, program), args, secrets);
  try {
    const page = await web.get("/");
    expect(page.status, page.text).toBe(200);
    const style = /\/assets\/css\/app-[0-9a-f]{32}\.css(?:\?vsn=d)?/.exec(page.text)?.[0];
    const script = /\/assets\/js\/app-[0-9a-f]{32}\.js(?:\?vsn=d)?/.exec(page.text)?.[0];
    expect([style, script], page.text).not.toContain(undefined);
    const served = { style: await web.get(style as string), script: await web.get(script as string) };
    expect([served.style.status, served.script.status]).toEqual([200, 200]);
    expect(evalInRelease(release, name, `IO.puts(${module}.Native.add(40, 2))`, secrets)).toBe("42");
    expect(evalInRelease(release, name, "IO.puts(FastNif.square(7))", secrets)).toBe("49");
    return { script: served.script.text, style: served.style.text };
  } finally {
    await web.stop();
  }
}
