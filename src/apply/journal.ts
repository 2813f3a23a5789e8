import { parentPath } from "../model/paths.ts";
import type { WritePorts } from "../ports/write-file-system.ts";
import { mayBeOurs } from "./own-paths.ts";
import type { Staging } from "./staging.ts";
import type { WriteEntry } from "./write-plan.ts";

/** One file of a set: what stood there and what is to stand there, by digest; null for nothing. */
export interface Step {
  /** Relative to the project. */
  readonly path: string;
  readonly old: string | null;
  readonly new: string | null;
}

const version = 1;

/** Says what is about to be done, when the new files are on the disk. Once it has resolved, a run that is killed is finished by the next one. */
export async function writeJournal(
  entries: readonly WriteEntry[],
  staging: Staging,
  ports: Pick<WritePorts, "files" | "sha256">,
): Promise<void> {
  const { files, sha256 } = ports;
  const digest = (text: string | null): string | null => (text === null ? null : sha256(text));
  const steps = entries.map(({ path, oldText, newText }): Step => ({
    path,
    old: digest(oldText),
    new: digest(newText),
  }));
  const made = `${staging.folder}/journal-made`;
  files.create(made, `${JSON.stringify({ version, steps })}\n`, null);
  const fresh = entries.flatMap(({ newText }, index) => (newText === null ? [] : [staging.fresh(index)]));
  await files.sync([...fresh, made, staging.folder, parentPath(staging.folder)]);
  files.rename(made, staging.journal);
  await files.sync([staging.folder]);
}

/**
 * The journal of an earlier run, or why it is none of ours, in one clause. It lies in the checkout, so that anybody may have
 * written it: only the paths that we write are taken from it, and no text.
 */
export function readJournal(staging: Staging, { files }: Pick<WritePorts, "files">): readonly Step[] | string {
  if (files.kind(staging.journal) !== "file") return "it is no file";
  let value: unknown;
  try {
    value = JSON.parse(files.readText(staging.journal));
  } catch (error) {
    return error instanceof SyntaxError ? "it is not JSON" : `it cannot be read: ${(error as Error).message}`;
  }
  const { version: its, steps } = (value ?? {}) as { readonly version?: unknown; readonly steps?: unknown };
  if (its !== version) return "it is of another version of nif2nix";
  if (!Array.isArray(steps) || steps.length > 10_000 || !steps.every(isStep)) return "it is not as nif2nix writes it";
  const foreign = steps.find(({ path }) => !mayBeOurs(path));
  if (foreign !== undefined)
    return `it names ${JSON.stringify(foreign.path.slice(0, 80))}, which nif2nix does not write`;
  if (new Set(steps.map(({ path }) => path)).size < steps.length) return "it names a file twice";
  return steps;
}

function isStep(value: unknown): value is Step {
  if (typeof value !== "object" || value === null) return false;
  const { path, old, new: fresh } = value as Record<string, unknown>;
  return typeof path === "string" && isDigest(old) && isDigest(fresh);
}

const isDigest = (value: unknown): boolean =>
  value === null || (typeof value === "string" && /^[0-9a-f]{64}$/.test(value));
