import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { WritePorts } from "../ports/write-file-system.ts";
import { isGenerated } from "./own-paths.ts";

/**
 * What happens to one file. "keep-user": it is there and the user's; "remove": it is ours, unedited, and written no longer;
 * "keep-edited": it would be removed, had nobody edited it; "refused": `problem` says why nothing is written.
 */
export type WriteAction = "create" | "update" | "unchanged" | "keep-user" | "remove" | "keep-edited" | "refused";

export interface WriteEntry {
  /** Relative to the project, `/` separators. */
  readonly path: string;
  /** Absolute, symbolic links resolved: what is really written. */
  readonly target: string;
  readonly action: WriteAction;
  /** What stands there now; null where there is nothing that can be read. */
  readonly oldText: string | null;
  /** What is to stand there, header included; null for "remove" only. */
  readonly newText: string | null;
  /** Set for "refused" only. */
  readonly problem: Diagnostic | null;
}

/** What writing would do. Nothing has been touched. */
export interface WritePlan {
  readonly project: string;
  readonly entries: readonly WriteEntry[];
}

const changing: ReadonlySet<WriteAction> = new Set(["create", "update", "remove"]);

/** Entries that change something on the disk. */
export function changes(plan: WritePlan): readonly WriteEntry[] {
  return plan.entries.filter(({ action }) => changing.has(action));
}

/** Why the plan cannot be applied; empty where it can. */
export function problems(plan: WritePlan): readonly Diagnostic[] {
  return plan.entries.flatMap(({ problem }) => (problem === null ? [] : [problem]));
}

/**
 * The first file that somebody changed between two plans for the same files, and that the second would overwrite or is kept
 * from doing so: nobody has agreed to that. A file that another run of nif2nix generated meanwhile is none.
 */
export function changedSince(
  before: WritePlan,
  now: WritePlan,
  { sha256 }: Pick<WritePorts, "sha256">,
): string | undefined {
  const seen = new Map(before.entries.map(({ path, oldText }) => [path, oldText]));
  return now.entries.find(({ path, action, oldText }) => {
    if (action === "refused") return true;
    const same = oldText === null || oldText === (seen.get(path) ?? null);
    return changing.has(action) && !same && !isGenerated(oldText, sha256);
  })?.path;
}
