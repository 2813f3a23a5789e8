import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { layOut, withoutRegistry } from "./laid-out.ts";
import { filesBelow, resolutionsOf } from "./resolutions.ts";

const fixtures = fileURLToPath(new URL("../fixtures/e2e/web-packages", import.meta.url));
const minutes = 60_000;
const folders: string[] = [];

/** The project of the fixture with one of its locks: assets/ and a Mix dependency with a package.json. */
function project(lock: string): string {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-node-"));
  folders.push(folder);
  cpSync(join(fixtures, "locks", lock), join(folder, "assets"), { recursive: true });
  cpSync(join(fixtures, "project/assets/package.json"), join(folder, "assets/package.json"));
  mkdirSync(join(folder, "deps/phoenix_html/priv/static"), { recursive: true });
  writeFileSync(
    join(folder, "deps/phoenix_html/package.json"),
    JSON.stringify({ name: "phoenix_html", version: "4.3.0", main: "./priv/static/phoenix_html.js" }),
  );
  writeFileSync(join(folder, "deps/phoenix_html/priv/static/phoenix_html.js"), "");
  return folder;
}

/** The package managers themselves, at the versions that wrote the locks. */
const managers = [
  ["npm", ["npx", "--yes", "npm@10.9.4", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]],
  ["pnpm", ["npx", "--yes", "pnpm@10.34.8", "install", "--frozen-lockfile", "--ignore-scripts"]],
  ["pnpm-8", ["npx", "--yes", "pnpm@8.15.9", "install", "--frozen-lockfile", "--ignore-scripts"]],
  ["pnpm-7", ["npx", "--yes", "pnpm@7.33.7", "install", "--frozen-lockfile", "--ignore-scripts"]],
  ["yarn", ["npx", "--yes", "yarn@1.22.22", "install", "--frozen-lockfile", "--ignore-scripts", "--non-interactive"]],
  ["bun", ["npx", "--yes", "bun@1.2.23", "install", "--frozen-lockfile", "--ignore-scripts"]],
] as const;

/** Where the managers keep what they fetched: another run of these tests may write to the caches of the machine at the same time. */
const caches = { YARN_CACHE_FOLDER: "yarn", BUN_INSTALL_CACHE_DIR: "bun", npm_config_store_dir: "pnpm" };

function install(folder: string, [program, ...args]: readonly string[]): void {
  const own = Object.entries(caches).map(([name, cache]) => [name, join(folder, "caches", cache)]);
  const ran = spawnSync(program as string, args, {
    cwd: join(folder, "assets"),
    encoding: "utf8",
    env: { ...process.env, ...Object.fromEntries(own), CI: "1" },
  });
  if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")}\n${ran.stdout}\n${ran.stderr}`);
}

describe.skipIf(withoutRegistry())("node_modules of a lock against its package manager", () => {
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  describe.each(managers)("%s", (lock, command) => {
    test(
      "every package gets the same versions of what it depends on",
      async () => {
        const [ours, theirs] = [project(lock), project(lock)];
        const found = await layOut(ours, ["assets"]);
        install(theirs, command);
        // Yarn and bun do not look at `libc`: they install what this system cannot load.
        const otherLibc = join(theirs, "assets/node_modules/@parcel/watcher-linux-x64-musl");
        if (lock === "yarn" || lock === "bun") rmSync(otherLibc, { recursive: true });
        expect(found.list.filter((each) => each.code !== "node-scripts-not-run")).toEqual([]);
        expect(resolutionsOf([join(ours, "assets")])).toEqual(resolutionsOf([join(theirs, "assets")]));
        if (lock === "npm")
          expect(filesBelow(join(ours, "assets/node_modules"))).toEqual(
            filesBelow(join(theirs, "assets/node_modules")),
          );
      },
      5 * minutes,
    );
  });
});
