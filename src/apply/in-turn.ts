import { type Diagnostic, FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import type { WritePorts } from "../ports/write-file-system.ts";
import { settle } from "./settle.ts";
import { STAGING, stagingIn } from "./staging.ts";

/** Milliseconds that others are waited for: writing takes less than one second. */
const patience = 60_000;

/** Milliseconds after which a lock is nobody's whose holder cannot be asked for from here, as that of a container that is gone. */
const foreignLife = 30_000;

const prefix = "lock-";

/**
 * Calls `act` while no other nif2nix is at work in the same project, with what was to be settled of one that was killed. Each
 * lays down a lock of its own name, then looks for those of others: of two that come at once each sees the other's, or the first
 * does not see the second's, and has the turn. A process has its name to itself, so that the lock of one that is dead can be
 * removed by anybody at any time.
 * Rejects with FatalDiagnostic writer-busy where others are at work for a minute; path-blocked or unwritable-folder where there
 * can be no lock; write-failed where what was left cannot be settled.
 * @param project absolute, symbolic links resolved.
 * @param tell called once, with the number of a process that is waited for.
 */
export async function inTurn<T>(
  project: string,
  ports: WritePorts,
  tell: (pid: string) => void,
  act: (settled: readonly Diagnostic[]) => T | Promise<T>,
): Promise<T> {
  const { files, processes } = ports;
  const staging = stagingIn(project, files);
  const place = { file: STAGING, line: 1, column: 1 };
  const own = `${staging.folder}/${prefix}${processes.self()}`;
  const leave = (): void => {
    try {
      if (files.kind(own) === "file") files.removeFile(own);
      staging.leave();
    } catch {
      // What stays there is a dead lock to the next run, and no reason to say that this one failed.
    }
  };
  let told = false;
  for (let waited = 0; ;) {
    const kind = files.kind(staging.folder);
    if (kind !== "folder" && kind !== "missing")
      throw new FatalDiagnostic("path-blocked", place, { file: STAGING, blocker: STAGING });
    const seen = locksIn(staging.folder, ports).find((id) => processes.isAlive(id) === true);
    const other = seen ?? announced() ?? holder(staging.folder, own, ports);
    if (other === undefined) {
      try {
        return await act(await settle(project, ports).catch(failed));
      } finally {
        leave();
      }
    }
    leave();
    if (!told && other !== "") tell(processes.pidOf(other));
    told ||= other !== "";
    if (waited > patience)
      throw new FatalDiagnostic("writer-busy", place, { pid: processes.pidOf(other), folder: STAGING });
    const pause = 20 + Math.floor(Math.random() * 60);
    await ports.wait(pause);
    waited += pause;
  }

  /** What the disk refuses is no bug of ours. */
  function failed(error: unknown): never {
    if ((error as { readonly code?: unknown } | undefined)?.code === undefined) throw error;
    throw new FatalDiagnostic("write-failed", place, { reason: (error as Error).message });
  }

  /** Lays down our lock. "" where the folder went away under it: again. */
  function announced(): "" | undefined {
    try {
      staging.open();
      files.create(own, "", null);
      return undefined;
    } catch (error) {
      const code = (error as { readonly code?: string }).code;
      if (code === "ENOENT") return "";
      if (code === undefined) throw error;
      throw new FatalDiagnostic("unwritable-folder", place, {
        folder: files.kind(staging.folder) === "folder" ? staging.folder : project,
      });
    }
  }
}

/** Whether a nif2nix is at work in a project now, as far as it can be told; for who only reads. */
export function isBusy(project: string, ports: WritePorts): boolean {
  return locksIn(stagingIn(project, ports.files).folder, ports).some((id) => ports.processes.isAlive(id) === true);
}

/** Whoever else has a lock; those of dead processes are removed. */
function holder(folder: string, own: string, ports: WritePorts): string | undefined {
  const { files, processes } = ports;
  for (const id of locksIn(folder, ports)) {
    const path = `${folder}/${prefix}${id}`;
    if (path === own) continue;
    const alive = processes.isAlive(id) ?? mayBeAlive(path, own, ports);
    if (alive) return id;
    try {
      files.removeFile(path);
    } catch {
      // Somebody else removed it, or has it for himself: dead it is all the same.
    }
  }
  return undefined;
}

/** By the one clock that both have: that of the file system. */
function mayBeAlive(path: string, own: string, { files }: WritePorts): boolean {
  if (files.kind(path) === "missing") return false;
  return files.modified(own) - files.modified(path) < foreignLife;
}

function locksIn(folder: string, { files }: WritePorts): readonly string[] {
  if (files.kind(folder) !== "folder") return [];
  try {
    return files
      .list(folder)
      .filter((name) => name.startsWith(prefix) && files.kind(`${folder}/${name}`) === "file")
      .map((name) => name.slice(prefix.length));
  } catch (error) {
    if ((error as { readonly code?: string }).code === "ENOENT") return [];
    throw error;
  }
}
