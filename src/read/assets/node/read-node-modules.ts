import type { DiagnosticSink } from "../../../diagnostics/diagnostic.ts";
import type { Scope } from "../../../diagnostics/scope.ts";
import type { NodeManager, NodeModules, NodeProgram } from "../../../model/assets.ts";
import { isInside, joinPath, parentPath, relativePath } from "../../../model/paths.ts";
import { SourceFile } from "../../../model/source.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { LockError, type LockText, NotForNix } from "./lock-text.ts";
import { readNpmLock } from "./npm-lock.ts";
import { registryOf } from "./package-registry.ts";
import { JsonError, parseJson } from "./parse-json.ts";
import { fields } from "./record.ts";
import { NodeTree } from "./tree.ts";
import { readManifests } from "./workspaces.ts";

type NodeScope = Pick<Scope, "project" | "limit" | "fs" | "diagnostics">;

type ReadLock = (lock: LockText) => void | Promise<void>;

const npm: ReadLock = ({ file, folder, absolute, fs, tree }) => {
  readNpmLock(fields(parseJson(file.text)), folder, tree, registryOf([absolute], fs));
};

/** Lock files in the order in which they are looked for: npm itself prefers the shrinkwrap. */
const locks: readonly (readonly [name: string, manager: NodeManager, read: ReadLock])[] = [
  ["npm-shrinkwrap.json", "npm", npm],
  ["package-lock.json", "npm", npm],
  ["pnpm-lock.yaml", "pnpm", async (lock) => (await import("./pnpm-lock.ts")).readPnpmLock(lock)],
  ["yarn.lock", "yarn", async (lock) => (await import("./yarn-lock.ts")).readYarnLock(lock)],
  ["bun.lock", "bun", async (lock) => (await import("./bun-lock.ts")).readBunLock(lock)],
];

/**
 * What node_modules holds by the lock files of some folders with a package.json. A lock may lie above them, as those of workspaces do;
 * each is read once. What cannot be read is reported.
 * @param folders relative to the project.
 * @param called programs that the project calls: of several locks that of a package manager among them is meant.
 */
export async function readNodeModules(
  folders: readonly string[],
  called: readonly NodeProgram[],
  scope: NodeScope,
): Promise<readonly NodeModules[]> {
  const { project, fs, diagnostics } = scope;
  const top = topOf(scope);
  const found = new Map<string, { lock: FoundLock; wanted: string[] }>();
  for (const folder of folders) {
    const lock = findLock(folder, called, top, scope);
    if (lock === undefined) {
      reportUnlocked(folder, project, fs, diagnostics);
      continue;
    }
    const path = joinPath(lock.folder, lock.name);
    const known = found.get(path) ?? { lock, wanted: [] };
    known.wanted.push(relativePath(lock.folder, folder));
    found.set(path, known);
  }
  const read: NodeModules[] = [];
  for (const { lock, wanted } of found.values()) {
    const modules = await readLock(lock, wanted, scope);
    if (modules !== undefined) read.push(modules);
  }
  return read;
}

/** The repository's folder, relative to the project. */
const topOf = ({ project, limit }: Pick<NodeScope, "project" | "limit">): string =>
  isInside(limit, project) ? relativePath(project, limit) : ".";

interface FoundLock {
  readonly folder: string;
  readonly name: string;
  readonly manager: NodeManager;
  readonly read: ReadLock;
}

function findLock(
  start: string,
  called: readonly NodeProgram[],
  top: string,
  { project, fs }: Pick<NodeScope, "project" | "fs">,
): FoundLock | undefined {
  for (let folder = start; isInside(top, folder); folder = parentPath(folder)) {
    const present = locks.filter(([name]) => fs.exists(joinPath(project, folder, name)));
    const found = present.find(([, manager]) => called.includes(manager)) ?? present[0];
    const isShared = folder !== start && !isInside(".", folder);
    if (
      found !== undefined &&
      (!isShared || holdsMember(joinPath(project, folder), found[0], relativePath(folder, start), fs))
    )
      return { folder, name: found[0], manager: found[1], read: found[2] };
    if (folder === top) break;
  }
  return undefined;
}

/** Whether a lock is that of a workspace with that folder: most locks name it, and package.json does for Yarn's. */
function holdsMember(root: string, lock: string, member: string, fs: ReadFileSystem): boolean {
  const names = fs.readText(joinPath(root, lock))?.includes(member) === true;
  return names || readManifests(root, fs).some(({ folder }) => folder === member);
}

async function readLock(
  { folder, name, manager, read }: FoundLock,
  wanted: readonly string[],
  scope: NodeScope,
): Promise<NodeModules | undefined> {
  const { project, fs, diagnostics } = scope;
  const absolute = joinPath(project, folder);
  const file = new SourceFile(joinPath(folder, name), fs.readText(joinPath(absolute, name)) ?? "");
  const tree = new NodeTree(file, folder, topOf(scope), diagnostics);
  try {
    await read({ file, folder, absolute, wanted, fs, tree });
  } catch (error) {
    if (error instanceof NotForNix) {
      diagnostics.report("assets-by-hand", file.place(0), { folder, why: error.message, advice: error.advice });
      return undefined;
    }
    if (error instanceof RangeError) {
      // The stack's end, by nesting or by a text of millions of characters: no lock that a package manager wrote.
      diagnostics.report("node-lock-invalid", file.place(0), { reason: tooLarge });
      return undefined;
    }
    if (!(error instanceof LockError || error instanceof JsonError)) throw error;
    diagnostics.report("node-lock-invalid", file.place(error.at), { reason: error.message });
    return undefined;
  }
  return tree.finished(manager);
}

const tooLarge = "it is nested too deeply, or holds too long a text";

function reportUnlocked(folder: string, project: string, fs: ReadFileSystem, diagnostics: DiagnosticSink): void {
  const binary = fs.exists(joinPath(project, folder, "bun.lockb"));
  const place = { file: joinPath(folder, "package.json"), line: 1, column: 1 };
  diagnostics.report("assets-by-hand", place, {
    folder,
    why: binary ? "bun.lockb is of a binary form that only bun reads" : "there is no lock file",
    advice: binary
      ? "`bun install --save-text-lockfile` writes bun.lock in its place"
      : "`npm install --package-lock-only` in that folder makes one",
  });
}
