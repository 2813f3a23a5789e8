import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OutputFile } from "../emit/output-file.ts";
import type { WritePorts } from "../ports/write-file-system.ts";
import { headerLines, readGenerated, withHeader } from "./generated-header.ts";
import { locate } from "./locate.ts";
import type { WriteEntry, WritePlan } from "./write-plan.ts";

export interface PlanOptions {
  /** Generated files are written even over what was edited or is not ours. */
  readonly force: boolean;
  /** Of nif2nix, for the header. */
  readonly version: string;
}

/**
 * What has to be written so that the files stand as they should. Reads, and writes nothing.
 * A file that the user edited, or that a symbolic link leads out of the project, is an entry with a problem, not an exception.
 * Throws an Error on paths that do not stay in the project, and on two files with one path: mistakes of what made them.
 * @param project absolute: the project's folder.
 */
export function planWrites(
  files: readonly OutputFile[],
  project: string,
  ports: WritePorts,
  options: PlanOptions,
): WritePlan {
  const realProject = ports.files.realPath(project) ?? project;
  const paths = new Set<string>();
  const entries = files.map((file) => {
    if (paths.has(file.path)) throw new Error(`two files for one path: ${file.path}`);
    paths.add(file.path);
    return planWrite(file, realProject, ports, options);
  });
  return { project: realProject, entries };
}

function planWrite(file: OutputFile, project: string, ports: WritePorts, options: PlanOptions): WriteEntry {
  const location = locate(ports.files, project, file.path);
  const generated = file.ownership === "generated";
  const newText = (): string => (generated ? withHeader(file, options.version, ports.sha256) : file.text);
  const entry = (rest: Omit<WriteEntry, "path" | "newText" | "problem">, text = newText()): WriteEntry => ({
    path: file.path,
    newText: text,
    problem: null,
    ...rest,
  });
  const refused = (problem: Diagnostic, target: string, oldText: string | null): WriteEntry => ({
    ...entry({ action: "refused", target, oldText }),
    problem,
  });
  switch (location.kind) {
    case "missing":
      return entry({ action: "create", target: location.target, oldText: null });
    case "outside":
      return refused(
        at(file.path, 1, "outside-of-project", { file: file.path, link: location.link, target: location.leads }),
        `${project}/${file.path}`,
        null,
      );
    case "blocked":
      return refused(
        at(file.path, 1, "path-blocked", { file: file.path, blocker: location.by }),
        `${project}/${file.path}`,
        null,
      );
    case "file":
      break;
  }
  const { target } = location;
  const read = readOld(target, ports);
  if (typeof read !== "string") return refused(at(file.path, 1, "unreadable-file", read), target, null);
  const oldText = read;
  if (!generated) return entry({ action: "keep-user", target, oldText }, oldText);
  const old = readGenerated(oldText);
  // The header may name an older version: what nif2nix would write is the same, so the file stays as it is.
  if (old?.body === file.text) return entry({ action: "unchanged", target, oldText }, oldText);
  if (options.force || old?.intact(ports.sha256) === true) return entry({ action: "update", target, oldText });
  if (old === null) return refused(at(file.path, 1, "not-generated", {}), target, oldText);
  return refused(at(file.path, firstDifference(old.body, file.text), "edited-by-hand", {}), target, oldText);
}

/** The text, or why it cannot be read. */
function readOld(target: string, ports: WritePorts): string | { readonly reason: string } {
  try {
    return ports.files.readText(target);
  } catch (error) {
    return { reason: (error as { code?: string }).code ?? String(error) };
  }
}

function at(file: string, line: number, code: Diagnostic["code"], args: Diagnostic["args"]): Diagnostic {
  return { code, place: { file, line, column: 1 }, args };
}

/** The line of the file, its header counted, where its text and what would be written part. */
function firstDifference(body: string, wanted: string): number {
  const lines = wanted.split("\n");
  const found = body.split("\n").findIndex((line, index) => line !== lines[index]);
  return headerLines + 1 + Math.max(found, 0);
}
