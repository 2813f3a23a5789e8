import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileServer } from "./support/file-server.ts";
import { packFolder } from "./support/hex-folder.ts";
import { cannotBuild } from "./support/machine.ts";
import { addNifs, edit, expectAnswers } from "./support/phoenix.ts";
import type { Project } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/**
 * A folder of package sources in the place of Hex: one for each package, phoenix with its installer among them, and `git` with
 * the repositories of heroicons and daisyui. Elixir 1.17 or later and esbuild have to be on the machine, and NIF2NIX_E2E_TAILWIND
 * names a tailwindcss.
 */
const sources = process.env["NIF2NIX_E2E_HEX"];

describe.skipIf(sources === undefined || cannotBuild("esbuild"))("what phx.new writes, with the real packages", () => {
  let workplace: Workplace;
  let locked: ReadonlyMap<string, string>;
  const servers: FileServer[] = [];
  beforeAll(() => {
    workplace = makeWorkplace();
    // Where nif2nix asks for those that it looks into, too.
    const packages = join(workplace.folder, "served/tarballs");
    locked = packFolder(sources as string, packages);
    workplace.placeHex(packages);
    const installer = join(workplace.folder, "installer/installer");
    cpSync(join(sources as string, "phoenix/installer"), installer, { recursive: true });
    cpSync(join(sources as string, "phoenix/usage-rules"), join(workplace.folder, "installer/usage-rules"), {
      recursive: true,
    });
    edit(join(installer, "mix.exs"), (text) => text.replace(/\{:ex_doc,[^}]*\}/, ""));
  }, 10 * minutes);
  afterAll(() => {
    for (const server of servers) server.stop();
    workplace.remove();
  });

  /** Runs phx.new; its git dependencies come from the folder, and what it locks from the packages. */
  const phxNew = async (name: string, ...flags: readonly string[]): Promise<Project> => {
    const target = join(workplace.folder, name);
    run("mix", ["phx.new", target, "--no-install", "--no-version-check", ...flags], {
      cwd: join(workplace.folder, "installer/installer"),
      env: { MIX_ENV: "prod", HOME: join(workplace.folder, "home"), LC_ALL: "C.UTF-8" },
    });
    const umbrella = flags.includes("--umbrella");
    const folder = umbrella ? `${target}_umbrella` : target;
    const web = umbrella ? join(folder, "apps", `${name}_web`) : folder;
    const lines = new Map(locked);
    for (const dependency of readdirSync(join(sources as string, "git"))) {
      const url = `file://${join(sources as string, "git", dependency)}`;
      const mixExs = new RegExp(`(\\{:${dependency},\\s*)github: "[^"]+"`);
      edit(join(web, "mix.exs"), (text) => text.replace(mixExs, `$1git: "${url}"`));
      const head = run("git", ["rev-parse", "HEAD"], { cwd: join(sources as string, "git", dependency) }).trim();
      const tag = run("git", ["describe", "--tags"], { cwd: join(sources as string, "git", dependency) }).trim();
      const sparse = dependency === "heroicons" ? "optimized" : "packages/bundle";
      lines.set(
        dependency,
        `"${dependency}": {:git, "${url}", "${head}", [tag: "${tag}", sparse: "${sparse}", depth: 1]}`,
      );
    }
    const module = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const made = await addNifs(workplace, folder, { folder: umbrella ? `apps/${name}` : ".", name, module }, lines);
    servers.push(made.server);
    const ran = made.project.nif2nix("init", "--yes");
    console.log(ran.stderr);
    expect(ran.status, ran.stderr).toBe(0);
    return made.project;
  };

  test(
    "boots, serves digested assets, and its NIFs answer",
    async () => {
      const project = await phxNew("shop");
      const { script, style } = await expectAnswers(project.build("default"), ["bin/shop", "start"], "shop", "Shop");
      expect(script).toContain("phx:page-loading-start");
      expect(style).toContain("hero-");
      expect(existsSync(join(project.folder, "nix/deps.nix"))).toBe(true);
    },
    60 * minutes,
  );

  test(
    "the umbrella, too",
    async () => {
      const project = await phxNew("mall", "--umbrella");
      // What phx.new's comment there asks for where releases are made: PHX_SERVER is of projects that are no umbrella.
      edit(join(project.folder, "config/runtime.exs"), (text) =>
        text.replace(/^(\s*)#\s+(config :mall_web, MallWeb\.Endpoint, server: true)$/m, "$1$2"),
      );
      await expectAnswers(project.build("mall_web"), ["bin/mall_web", "start"], "mall_web", "Mall");
    },
    60 * minutes,
  );
});
