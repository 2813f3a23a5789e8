import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { NodeModules, NodePackage, NodeSystems } from "../../src/model/assets.ts";
import { nodeFileSystem } from "../../src/ports/node-file-system.ts";
import { readNodeModules } from "../../src/read/assets/node/read-node-modules.ts";
import { downloadOnce } from "../support/download.ts";

const program = fileURLToPath(new URL("../../src/emit/library/node-modules.mjs", import.meta.url));
const cache = fileURLToPath(new URL("../../.cache/npm", import.meta.url));

/** Whether npm's registry can be had; in CI it has to be. Says why tests do not run. */
export function withoutRegistry(): boolean {
  const asked = spawnSync("npm", ["ping", "--loglevel=silent"], { timeout: 20_000 });
  if (asked.status === 0 || process.env["CI"] !== undefined) return false;
  console.log("tests against package managers did not run: npm's registry cannot be reached");
  return true;
}

/** node_modules of a project's folders, made by the program that runs in the build; what was found wrong. */
export async function layOut(project: string, folders: readonly string[]): Promise<Diagnostics> {
  const diagnostics = new Diagnostics();
  for (const modules of await readNodeModules(folders, [], {
    project,
    limit: project,
    fs: nodeFileSystem,
    diagnostics,
  })) {
    const plan = {
      shell: "/bin/bash",
      links: Object.fromEntries(modules.links.map(({ path, target }) => [path, target])),
      system: here,
      copied: modules.copies.map(({ path }) => path),
      packages: modules.packages
        .filter((each) => each.systems === null || suits(each.systems))
        .map((each) => ({
          paths: each.paths,
          source: fetched(each, project),
          optional: each.optional,
          patch: patchOf(each, project),
        })),
    };
    mkdirSync(cache, { recursive: true });
    const planFile = join(project, "plan.json");
    writeFileSync(planFile, JSON.stringify(plan));
    execFileSync(process.execPath, [program, planFile, project], { stdio: "inherit" });
    rmSync(planFile);
    placeCopies(modules, project);
  }
  return diagnostics;
}

function placeCopies(modules: NodeModules, project: string): void {
  for (const { path, target } of modules.copies) {
    cpSync(join(project, target), join(project, path), {
      recursive: true,
      filter: (file) => !file.endsWith("/node_modules"),
    });
  }
}

const here = { os: process.platform as string, cpu: process.arch as string, libc: "glibc" };

function suits(systems: NodeSystems): boolean {
  return (["os", "cpu", "libc"] as const).every((kind) => {
    const named = systems[kind].filter((name) => !name.startsWith("!"));
    return !systems[kind].includes(`!${here[kind]}`) && (named.length === 0 || named.includes(here[kind]));
  });
}

const patchOf = (each: NodePackage, project: string): string | undefined =>
  each.patch === null ? undefined : join(project, each.patch);

/** The tarball, downloaded once and held to its hash as Nix does it. */
function fetched({ source }: NodePackage, project: string): string {
  if (source.kind === "file") return join(project, source.path);
  if (source.kind === "git") throw new Error(`not fetched in this test: ${source.url}`);
  const file = join(cache, source.hash.replaceAll("/", "_"));
  downloadOnce(source.url, file);
  const [algorithm, digest] = source.hash.split(/-(.*)/s) as [string, string];
  const actual = createHash(algorithm).update(readFileSync(file)).digest("base64");
  if (actual !== digest) throw new Error(`${source.url} has another hash: ${actual}`);
  return file;
}
