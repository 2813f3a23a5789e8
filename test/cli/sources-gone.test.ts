import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { dirname } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type MadePackage, makePackage } from "../read/sources/hex-package.ts";
import { serve } from "../read/sources/server.ts";
import { contents, makeProject } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

// What is not known is not absent: a source that was there and is gone must never change what was written.

const elixir = (app: string, body: string): string =>
  `defmodule ${app}.MixProject do\n  use Mix.Project\n  def project, do: [app: :${app.toLowerCase()}, version: "1.0.0", deps: []]\nend\n${body}`;

const rust = makePackage("fast", {
  "mix.exs": elixir("Fast", ""),
  "lib/fast.ex": 'defmodule Fast do\n  use Rustler, otp_app: :fast, crate: "fast"\nend\n',
  "native/fast/Cargo.toml":
    '[package]\nname = "fast"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n',
  "native/fast/Cargo.lock": 'version = 4\n\n[[package]]\nname = "fast"\nversion = "0.1.0"\n',
  "native/fast/src/lib.rs": "",
});
const make = makePackage("made", {
  "mix.exs": `defmodule Made.MixProject do\n  use Mix.Project\n  def project, do: [app: :made, version: "1.0.0", compilers: [:elixir_make | Mix.compilers()], deps: []]\nend\n`,
  Makefile: "all:\n\tpkg-config --libs sqlite3\n\tcc -o priv/made.so made.c -lsqlite3\n",
});
const rebar = makePackage("ported", { "rebar.config": '{plugins, [{pc, "1.15.0"}]}.\n{port_specs, []}.\n' });
const tool = makePackage("rustler");
const maker = makePackage("elixir_make");
const porter = makePackage("pc");

function lockLine({ entry }: MadePackage, requires = "", manager = ":mix"): string {
  const needed =
    requires === "" ? "" : `{:${requires}, ">= 0.0.0", [hex: :${requires}, repo: "hexpm", optional: false]}`;
  return `  "${entry.app}": {:hex, :${entry.app}, "1.0.0", "${entry.innerChecksum}", [${manager}], [${needed}], "hexpm", "${entry.outerChecksum}"},`;
}

/** Kinds of dependencies whose native parts only their sources tell, and what of them stands in nix/deps.nix. */
const kinds = [
  { name: "Rustler", made: rust, line: lockLine(rust, "rustler"), others: [tool] },
  { name: "elixir_make", made: make, line: lockLine(make, "elixir_make"), others: [maker] },
  {
    name: "a rebar3 plugin, of which the lock says nothing",
    made: rebar,
    line: lockLine(rebar, "", ":rebar3"),
    others: [porter],
  },
] as const;

/** The example with a NIF of its own, and dependencies in place of its others. */
function projectWith({ made, line, others }: Pick<(typeof kinds)[number], "made" | "line" | "others">): string {
  const packages = [...new Set([made, ...others, tool])];
  const deps = packages.map(({ entry }) => `{:${entry.app}, "~> 1.0"}`).join(", ");
  return makeProject({
    "mix.exs": `defmodule HelloNif.MixProject do
  use Mix.Project
  def project, do: [app: :hello_nif, version: "0.1.0", deps: [${deps}]]
end
`,
    "mix.lock": `%{\n${[line, ...packages.filter((each) => each !== made).map((each) => lockLine(each))].join("\n")}\n}\n`,
  });
}

/** Where Hex would have left it: HEX_HOME is the project's folder in these tests. */
function inHexCache(cwd: string, { tarball, entry }: MadePackage): string {
  const path = `${cwd}/packages/hexpm/${entry.package}-1.0.0.tar`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, tarball);
  return path;
}

const gone: readonly (readonly [string, RequestListener | "offline" | "closed"])[] = [
  ["--offline", "offline"],
  ["no server", "closed"],
  ["500", (_request, response) => void response.writeHead(500).end()],
  ["503", (_request, response) => void response.writeHead(503, { "retry-after": "60" }).end("down")],
  ["404", (_request, response) => void response.writeHead(404).end()],
  ["403", (_request, response) => void response.writeHead(403).end()],
  ["204", (_request, response) => void response.writeHead(204).end()],
  ["a redirect in circles", (_request, response) => void response.writeHead(302, { location: "/x" }).end()],
  [
    "a portal",
    (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>log in"),
  ],
  [
    "a portal by redirect",
    (request, response) =>
      void (request.url === "/login"
        ? response.end("<html>log in")
        : response.writeHead(302, { location: "/login" }).end()),
  ],
  [
    "101",
    (request) =>
      void request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
  ],
  ["a reset", (request) => void request.socket.resetAndDestroy()],
  ["an empty answer", (_request, response) => void response.end()],
];

describe.each(kinds)("$name", (kind) => {
  let cwd: string;
  let kept: string;
  beforeEach(async () => {
    cwd = projectWith(kind);
    kept = inHexCache(cwd, kind.made);
    const { code, stderr } = await nif2nix(["init", "--yes", "--offline"], { cwd });
    expect(code, stderr).toBe(0);
    expect(contents(cwd)["nix/deps.nix"]).toContain(`nifs.dependencies.${kind.made.entry.app}.attributes`);
  });

  // All that can happen to a download for one of them; for the others one of each sort.
  const ways = gone.filter(([name]) => kind === kinds[0] || ["--offline", "no server", "101"].includes(name));
  test.each(ways)("is never taken out of the files: %s", { timeout: 30_000 }, async (_name, how) => {
    rmSync(kept);
    const server = typeof how === "string" ? undefined : await serve(how);
    const offline = how === "offline" ? ["--offline"] : [];
    const env = {
      HEX_MIRROR: server?.url ?? "http://127.0.0.1:9",
      XDG_CACHE_HOME: `${cwd}/xdg`,
      HEX_HTTP_TIMEOUT: "1",
    };
    const before = contents(cwd);
    const all = [["generate"], ["generate", "--force"], ["generate", "--dry-run"], ["init", "--yes"], ["check"]];
    for (const command of how === "offline" ? all : [["generate", "--force"], ["check"]]) {
      const { code, stderr } = await nif2nix([...command, ...offline], { cwd, env });
      expect([command[0], code]).toEqual([command[0], 2]);
      expect(stderr).toMatch(/error\[NN50[12]\]/);
      expect(stderr).toContain(kind.made.entry.app);
      expect(stderr).not.toContain("NN003");
    }
    expect(contents(cwd)).toEqual(before);
  });

  test("with them again, nothing is out of date", async () => {
    expect((await nif2nix(["check", "--offline"], { cwd })).code).toBe(0);
  });
});

test("what the lock leads to Rust is not dropped the first time either", async () => {
  const cwd = projectWith(kinds[0]);
  const before = contents(cwd);
  const { code, stderr } = await nif2nix(["init", "--yes", "--offline"], { cwd });
  expect([code, contents(cwd)]).toEqual([2, before]);
  expect(stderr).toMatch(/error\[NN501\] mix\.lock:\d+:\d+: .*\bfast\b/);
  expect(stderr).toContain("mix deps.get");
});

test("a Git dependency beside Rustler may hold a NIF: it is not dropped for want of a checkout", async () => {
  const cwd = projectWith(kinds[0]);
  const git = `  "vapor": {:git, "https://127.0.0.1:9/vapor.git", "${"c".repeat(40)}", []},`;
  writeFileSync(`${cwd}/mix.lock`, `%{\n${lockLine(tool)}\n${git}\n}\n`);
  writeFileSync(
    `${cwd}/mix.exs`,
    'defmodule App.MixProject do\n  use Mix.Project\n  def project, do: [app: :app, version: "1.0.0", deps: [{:rustler, "~> 1.0"}, {:vapor, git: "https://127.0.0.1:9/vapor.git"}]]\nend\n',
  );
  const { code, stderr } = await nif2nix(["init", "--yes", "--offline"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/error\[NN501\] .*\bvapor\b/);
});
