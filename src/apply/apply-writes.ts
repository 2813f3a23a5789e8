import { FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import { parentPath } from "../model/paths.ts";
import type { WriteFileSystem, WritePorts } from "../ports/write-file-system.ts";
import { writeJournal } from "./journal.ts";
import { isUsersOwn } from "./own-paths.ts";
import { type Put, digestOf, makeFolders, putNew, putOld, stateOf, syncFolders } from "./put-files.ts";
import { type Staging, stagingIn } from "./staging.ts";
import type { WriteEntry, WritePlan } from "./write-plan.ts";
import { changes, problems } from "./write-plan.ts";

type Ports = Pick<WritePorts, "files" | "sha256">;

/**
 * Writes what a plan says, all of it or nothing. Every new file is made in the staging folder and on the disk before the journal
 * says so; then each is renamed into its place. Where a step fails, those before it are undone; where the run is killed,
 * the next one finishes it (`settle`). To be called in turn (`inTurn`).
 * Rejects with FatalDiagnostic unwritable-folder or changed-meanwhile (nothing was touched), write-failed (everything stands as
 * it did), or not-restored (it says what stands where), and with an Error on a plan with problems: those are shown first.
 */
export async function applyWrites(plan: WritePlan, ports: Ports): Promise<void> {
  if (problems(plan).length > 0) throw new Error("a plan with problems cannot be applied");
  const { files, sha256 } = ports;
  // Files of the user's first: `settle` makes none of what it finds, so that a run that is killed at one of them is undone.
  const [owned, generated] = [changes(plan).filter(isOwned), changes(plan).filter((entry) => !isOwned(entry))];
  const entries = [...owned, ...generated];
  if (entries.length === 0) return;
  for (const entry of entries) check(entry, plan.project, files);
  const staging = stagingIn(plan.project, files);
  const done: Put[] = [];
  const made: string[] = [];
  let current = entries[0] as WriteEntry;
  try {
    staging.open();
    for (const [index, entry] of entries.entries()) {
      current = entry;
      stage(entry, index, staging, files);
    }
    await writeJournal(entries, staging, ports);
    for (const [index, entry] of entries.entries()) {
      current = entry;
      const put = putOf(entry, index, sha256);
      made.push(...makeFolders(parentPath(put.target), files));
      done.push(put);
      putNew(put, staging, files);
      if (digestOf(put.target, ports) !== put.new)
        throw new Error("the file system has something else there than was written");
    }
    await syncFolders(done, made, files);
  } catch (error) {
    const failure = { file: current.path, reason: reasonOf(error) };
    throw rolledBack(done, made, staging, failure, ports);
  }
  // What remains is only copies of old files and empty folders: failing to remove one does not make the result wrong.
  for (const { newText, target } of entries)
    if (newText === null) attempt(() => files.removeFolder(parentPath(target)));
  attempt(() => staging.clear());
  attempt(() => staging.leave());
}

const isOwned = ({ path }: WriteEntry): boolean => isUsersOwn(path);

/** Fails before anything is touched: a folder that cannot be written, a file that is no longer what was planned for. */
function check(entry: WriteEntry, project: string, files: WriteFileSystem): void {
  const place = { file: entry.path, line: 1, column: 1 };
  for (const folder of [existingFolder(entry.target, files), project]) {
    if (!files.mayWriteIn(folder)) throw new FatalDiagnostic("unwritable-folder", place, { folder });
  }
  const now = files.kind(entry.target) === "file" ? files.readText(entry.target) : null;
  if (now !== entry.oldText) throw new FatalDiagnostic("changed-meanwhile", place);
}

function existingFolder(path: string, files: WriteFileSystem): string {
  let folder = parentPath(path);
  while (folder !== "/" && files.kind(folder) === "missing") folder = parentPath(folder);
  return folder;
}

/** What is needed to put a file in its place, and to take that back. */
function stage(
  { target, oldText, newText }: WriteEntry,
  index: number,
  staging: Staging,
  files: WriteFileSystem,
): void {
  if (oldText !== null) files.keep(target, staging.kept(index));
  if (newText === null) return;
  files.create(staging.fresh(index), newText, oldText === null ? null : target);
}

function putOf({ path, target, oldText, newText }: WriteEntry, index: number, sha256: Ports["sha256"]): Put {
  const digest = (text: string | null): string | null => (text === null ? null : sha256(text));
  return { path, target, index, old: digest(oldText), new: digest(newText) };
}

function rolledBack(
  done: readonly Put[],
  made: readonly string[],
  staging: Staging,
  { file, reason }: { readonly file: string; readonly reason: string },
  ports: Ports,
): FatalDiagnostic {
  const { files } = ports;
  const back = done.toReversed().map((put) => () => {
    if (stateOf(put, ports) === "new") putOld(put, staging, files);
  });
  const folders = made.toReversed().map((folder) => () => files.removeFolder(folder));
  const failures = [...back, ...folders].flatMap((step) => attempt(step) ?? []);
  const place = { file, line: 1, column: 1 };
  if (failures.length === 0) {
    // What cannot be removed of the staging folder is for the next run.
    for (const step of [staging.clear, staging.leave]) attempt(step);
    return new FatalDiagnostic("write-failed", place, { reason });
  }
  const left = failures.map(reasonOf).join("; ");
  return new FatalDiagnostic("not-restored", place, { reason, left });
}

/** What a step throws, or null. */
function attempt(step: () => unknown): { readonly thrown: unknown } | null {
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
