import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { RustBuilder } from "../../src/settings/settings.ts";
import { contents, temporaryFolder } from "../cli/support/project.ts";

export const goldenProjects = fileURLToPath(new URL(".", import.meta.url));

/** run.json of a golden project; all of it may be left out. */
interface Run {
  /** Folders of this repository (from its root) that are copied, by the place in the project; then project/ over them. */
  readonly from?: Readonly<Record<string, string>>;
  /** The folder of mix.exs in it. */
  readonly mix?: string;
  readonly rust?: RustBuilder;
  readonly mixEnv?: string;
}

export interface Golden extends Pick<Run, "rust" | "mixEnv"> {
  /** Absolute: the folder of mix.exs, in a copy that is removed when the test ends. */
  readonly project: string;
}

/** What is left of development, and what init has written, in an example's folder. */
const leftover = new Set(["_build", "deps", "target", "node_modules", "flake.nix", "flake.lock", "nix"]);

/** Copies a golden project into a repository of its own; what is called dot-git in it is a checkout's .git, which git would not keep. */
export function checkOut(name: string): Golden {
  const run = runOf(name);
  const repository = join(temporaryFolder(), name);
  for (const [target, folder] of Object.entries(run.from ?? {})) {
    const source = join(goldenProjects, "../..", folder);
    cpSync(source, join(repository, target), { recursive: true, filter: (path) => !leftover.has(basename(path)) });
  }
  const own = join(goldenProjects, name, "project");
  if (existsSync(own)) cpSync(own, repository, { recursive: true, verbatimSymlinks: true });
  for (const path of Object.keys(contents(repository)).filter((path) => path.endsWith("dot-git/HEAD"))) {
    const folder = dirname(join(repository, path));
    renameSync(folder, join(dirname(folder), ".git"));
  }
  mkdirSync(join(repository, ".git"), { recursive: true });
  writeFileSync(join(repository, ".git/HEAD"), "ref: refs/heads/main\n");
  return { ...run, project: join(repository, run.mix ?? ".") };
}

/** run.json of a golden project; empty where it has none. */
export function runOf(name: string): Run {
  const file = join(goldenProjects, name, "run.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Run) : {};
}

/**
 * Holds files against those of a folder: one assertion for each, so that a failure is the difference of one file. With
 * `-u` the folder is made to hold them, and nothing else.
 */
export async function expectFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const kept = existsSync(folder) ? Object.keys(contents(folder)) : [];
  const stale = kept.filter((path) => !Object.hasOwn(files, path));
  for (const path of updating() ? stale : []) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    await expect.soft(text, path).toMatchFileSnapshot(join(folder, path));
  }
  if (!updating()) expect.soft(stale, "files that are no longer written").toEqual([]);
}

/** Whether vitest runs with `-u`. It has no public name for that, so that a version without this one must not pass unseen. */
function updating(): boolean {
  const mode = (expect.getState().snapshotState as unknown as { _updateSnapshot?: string })._updateSnapshot;
  if (mode === undefined) throw new Error("this version of vitest does not say whether it updates snapshots");
  return mode === "all";
}
