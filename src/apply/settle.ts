import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parentPath } from "../model/paths.ts";
import { NEAR, type WritePorts } from "../ports/write-file-system.ts";
import { counted } from "../text/counted.ts";
import { readGenerated } from "./generated-header.ts";
import { type Step, readJournal } from "./journal.ts";
import { locate } from "./locate.ts";
import { isGenerated, isUsersOwn } from "./own-paths.ts";
import { type Put, digestOf, makeFolders, putNew, putOld, stateOf, syncFolders } from "./put-files.ts";
import { STAGING, type Staging, stagingIn } from "./staging.ts";

/**
 * Finishes what an earlier run was killed at, or takes it back where it can only be taken back, and removes what it left. A
 * file that somebody changed since stays as it is. The journal and the files beside it are taken for what anybody may have
 * put there: nothing is written but our own files, with texts that we may have made, in the place of what stood there then.
 * Called by `inTurn`. Rejects with what the disk throws; then the next run begins here again.
 * @param project absolute, symbolic links resolved.
 * @returns what was done, as findings; none where no run was killed.
 */
export async function settle(project: string, ports: WritePorts): Promise<readonly Diagnostic[]> {
  const { files } = ports;
  const staging = stagingIn(project, files);
  const place = { file: STAGING, line: 1, column: 1 };
  if (files.kind(staging.folder) !== "folder") return [];
  if (files.kind(staging.journal) === "missing") {
    return staging.clear() === 0 ? [] : [{ code: "leftovers-removed", place, args: {} }];
  }
  const found = readJournal(staging, ports);
  const outcome = typeof found === "string" ? found : await followed(found, project, staging, ports);
  staging.clear();
  if (typeof outcome === "string") return [{ code: "journal-refused", place, args: { why: outcome } }];
  // The run was killed before its first step, or after its last.
  if (outcome.count === 0) return [{ code: "leftovers-removed", place, args: {} }];
  return [{ code: outcome.code, place, args: { files: counted(outcome.count, "file") } }];
}

/** Whether an earlier run was killed while it put files in their places, so that some may be new and some old. */
export function isUnsettled(project: string, { files }: Pick<WritePorts, "files">): boolean {
  return files.kind(stagingIn(project, files).journal) !== "missing";
}

interface Outcome {
  readonly code: "writing-finished" | "writing-undone";
  readonly count: number;
}

/**
 * What was done; a clause where the journal cannot be followed, and nothing was touched. Finishing is tried first: what is
 * missing is taken back only where a file of the user's would have to be made of what lies there, or was used up already.
 */
async function followed(
  steps: readonly Step[],
  project: string,
  staging: Staging,
  ports: WritePorts,
): Promise<Outcome | string> {
  const { files } = ports;
  const puts: Put[] = [];
  for (const [index, step] of steps.entries()) {
    const location = locate(files, project, step.path);
    if (!("target" in location)) return `${step.path} does not lead to a file of the project`;
    puts.push({ ...step, target: location.target, index });
  }
  const standing = puts.map((put) => ({ put, state: stateOf(put, ports) }));
  const open = standing.flatMap(({ put, state }) => (state === "old" ? [put] : []));
  const done = standing.flatMap(({ put, state }) => (state === "new" ? [put] : []));
  if (open.every((put) => mayPutNew(put, staging, ports))) {
    const made = open.flatMap(({ target }) => makeFolders(parentPath(target), files));
    for (const put of open) putNew(put, staging, files);
    await tidy(puts, made, ports);
    return { code: "writing-finished", count: open.length };
  }
  if (!done.every((put) => mayPutOld(put, staging, ports))) return "files that it names are not there any more";
  for (const put of done) putOld(put, staging, files);
  await tidy(puts, [], ports);
  return { code: "writing-undone", count: done.length };
}

function mayPutNew(put: Put, staging: Staging, ports: WritePorts): boolean {
  const { files, sha256 } = ports;
  if (isUsersOwn(put.path)) return false;
  if (put.new === null) return readGenerated(files.readText(put.target)) !== null;
  const fresh = staging.fresh(put.index);
  return digestOf(fresh, ports) === put.new && isGenerated(files.readText(fresh), sha256);
}

function mayPutOld(put: Put, staging: Staging, ports: WritePorts): boolean {
  if (put.old !== null) return !isUsersOwn(put.path) && digestOf(staging.kept(put.index), ports) === put.old;
  return isUsersOwn(put.path) || isGenerated(ports.files.readText(put.target), ports.sha256);
}

/** Folders that lost their last file, and copies on other file systems, go; the rest gets to the disk. */
async function tidy(puts: readonly Put[], made: readonly string[], { files }: WritePorts): Promise<void> {
  for (const { target } of puts) {
    if (files.kind(target + NEAR) === "file") files.removeFile(target + NEAR);
    if (files.kind(target) !== "missing") continue;
    try {
      files.removeFolder(parentPath(target));
    } catch {
      // It holds something else.
    }
  }
  await syncFolders(puts, made, files);
}
