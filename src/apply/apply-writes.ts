import { FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import type { WriteFileSystem, WritePorts } from "../ports/write-file-system.ts";
import type { WriteEntry, WritePlan } from "./write-plan.ts";
import { changes, problems } from "./write-plan.ts";

/**
 * Writes what a plan says, all of it or nothing: every new text goes into a file beside its target first, then all are
 * renamed into place; where one step fails, what was done before it is undone.
 * Throws FatalDiagnostic unwritable-folder or changed-meanwhile (nothing was touched), write-failed (everything stands as
 * it did), or not-restored (it says what stands where). Throws an Error on a plan with problems: those are shown first.
 */
export function applyWrites(plan: WritePlan, ports: Pick<WritePorts, "files">): void {
  if (problems(plan).length > 0) throw new Error("a plan with problems cannot be applied");
  const { files } = ports;
  const entries = changes(plan);
  for (const entry of entries) check(entry, files);
  const undo: Step[] = [];
  const cleanUp: Step[] = [];
  let current: WriteEntry | undefined;
  try {
    const staged = entries.map((entry) => {
      current = entry;
      return stage(entry, files, undo, cleanUp);
    });
    for (const [index, put] of staged.entries()) {
      current = entries[index];
      put();
    }
  } catch (error) {
    throw rolledBack(undo, current as WriteEntry, error);
  }
  // What remains is only copies of old files: failing to remove one does not make the result wrong.
  for (const step of cleanUp) attempt(step);
}

type Step = () => unknown;

/** Fails before anything is touched: a folder that cannot be written, a file that is no longer what was planned for. */
function check(entry: WriteEntry, files: WriteFileSystem): void {
  const place = { file: entry.path, line: 1, column: 1 };
  const folder = existingFolder(entry.target, files);
  if (!files.mayWriteIn(folder)) throw new FatalDiagnostic("unwritable-folder", place, { folder });
  const now = files.kind(entry.target) === "file" ? files.readText(entry.target) : null;
  if (now !== entry.oldText) throw new FatalDiagnostic("changed-meanwhile", place);
}

function existingFolder(path: string, files: WriteFileSystem): string {
  let folder = parent(path);
  while (folder !== "/" && files.kind(folder) === "missing") folder = parent(folder);
  return folder;
}

/**
 * Everything for one file but the last step, which it gives back. What takes each step back goes to `undo`,
 * what is left over after success to `cleanUp`.
 */
function stage(entry: WriteEntry, files: WriteFileSystem, undo: Step[], cleanUp: Step[]): Step {
  const { target, oldText, newText } = entry;
  if (newText === null) return stageRemoval(target, files, undo, cleanUp);
  makeFolders(parent(target), files, undo);
  const fresh = besides(target, "new", files);
  undo.push(() => remove(fresh, files));
  files.create(fresh, newText, oldText === null ? null : target);
  if (oldText === null) return () => put(fresh, target, files, undo, () => files.removeFile(target));
  const kept = besides(target, "old", files);
  let needed = false;
  undo.push(() => needed || remove(kept, files));
  cleanUp.push(() => files.removeFile(kept));
  files.copy(target, kept);
  return () =>
    put(fresh, target, files, undo, () => {
      needed = true;
      files.rename(kept, target);
    });
}

/** The file goes aside, and is gone when everything else stands; so does a folder that is empty then. */
function stageRemoval(target: string, files: WriteFileSystem, undo: Step[], cleanUp: Step[]): Step {
  const kept = besides(target, "old", files);
  cleanUp.push(
    () => files.removeFile(kept),
    () => files.removeFolder(parent(target)),
  );
  return () => put(target, kept, files, undo, () => files.rename(kept, target));
}

function put(fresh: string, target: string, files: WriteFileSystem, undo: Step[], back: () => void): void {
  files.rename(fresh, target);
  undo.push(back);
}

function makeFolders(folder: string, files: WriteFileSystem, undo: Step[]): void {
  if (files.kind(folder) !== "missing") return;
  makeFolders(parent(folder), files, undo);
  files.makeFolder(folder);
  undo.push(() => files.removeFolder(folder));
}

/** A name in the target's folder that nothing has. */
function besides(target: string, what: string, files: WriteFileSystem): string {
  const name = target.slice(target.lastIndexOf("/") + 1);
  for (let count = 0; ; count++) {
    const path = `${parent(target)}/.${name}.nif2nix-${what}${count === 0 ? "" : count}`;
    if (files.kind(path) === "missing") return path;
  }
}

function remove(path: string, files: WriteFileSystem): void {
  if (files.kind(path) !== "missing") files.removeFile(path);
}

function rolledBack(undo: readonly Step[], entry: WriteEntry, cause: unknown): FatalDiagnostic {
  const place = { file: entry.path, line: 1, column: 1 };
  const failures = undo.toReversed().flatMap((step) => attempt(step) ?? []);
  if (failures.length === 0) return new FatalDiagnostic("write-failed", place, { reason: reasonOf(cause) });
  const left = failures.map(reasonOf).join("; ");
  return new FatalDiagnostic("not-restored", place, { reason: reasonOf(cause), left });
}

/** What a step throws, or null. */
function attempt(step: Step): { readonly thrown: unknown } | null {
  try {
    step();
    return null;
  } catch (thrown) {
    return { thrown };
  }
}

function reasonOf(error: unknown): string {
  const thrown = typeof error === "object" && error !== null && "thrown" in error ? error.thrown : error;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function parent(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}
