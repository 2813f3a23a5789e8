import { readGenerated } from "../apply/generated-header.ts";
import type { WriteEntry, WritePlan } from "../apply/write-plan.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { repositoryOf } from "../ports/repository.ts";

/** The file that makes the release of the generated ones; where another file of the user's takes them, it is not needed. */
const PACKAGE = "nix/package.nix";

/** What does not stand as `init` and `generate` would leave it. The user's own files count where they are missing and needed. */
export function driftOf({ entries }: WritePlan, project: string): readonly Diagnostic[] {
  const packageMissing = entries.some(({ path, action }) => path === PACKAGE && action === "create");
  const wanted = packageMissing && !takenElsewhere(project);
  const command = wanted ? "nif2nix init" : "nif2nix generate";
  return entries
    .filter((entry) => entry.newText === null || isGenerated(entry) || (wanted && entry.path === PACKAGE))
    .flatMap((entry) => outOfDate(entry, command) ?? []);
}

const isGenerated = ({ newText }: WriteEntry): boolean => newText !== null && readGenerated(newText) !== null;

function takenElsewhere(project: string): boolean {
  const folders = [project, `${project}/nix`, repositoryOf(project, fs) ?? project];
  return [...new Set(folders)].some((folder) =>
    fs.list(folder).some(({ name }) => {
      if (!name.endsWith(".nix")) return false;
      const text = fs.readText(`${folder}/${name}`) ?? "";
      return text.includes("nifs.nix") && readGenerated(text) === null;
    }),
  );
}

function outOfDate(entry: WriteEntry, command: string): Diagnostic | undefined {
  const { path, action, problem } = entry;
  if (action === "unchanged" || action === "keep-user") return undefined;
  if (problem !== null && problem.code !== "edited-by-hand") return problem;
  const start = { file: path, line: 1, column: 1 };
  if (problem !== null) return { code: "out-of-date", place: problem.place, args: { file: path, ...edited } };
  if (action === "update") return changed(entry, start);
  const words = drifts[action] ?? missing;
  return { code: "out-of-date", place: start, args: { file: path, ...words, ...(words === missing && { command }) } };
}

/** The first line that differs, by both its texts: often enough to see what it comes from. */
function changed({ path, oldText, newText }: WriteEntry, start: Diagnostic["place"]): Diagnostic {
  const [old, wanted] = [oldText ?? "", newText ?? ""].map((text) => text.replaceAll("\r\n", "\n").split("\n"));
  const header = old?.[0] === wanted?.[0] ? 0 : versionOf(old?.[0]);
  // Below the header, whose digest differs whenever anything does.
  const line = (wanted ?? []).findIndex((text, index) => index > 1 && text !== old?.[index]);
  const at = line === -1 ? (wanted?.length ?? 1) : line;
  const now = wanted?.[at]?.trim() ?? "";
  const differs = now === "" ? `: it differs from line ${at + 1} on` : `: line ${at + 1} would be \`${cut(now)}\``;
  const version = header === 0 ? "" : `; it was written by nif2nix ${header}`;
  const present = old?.[at] ?? "";
  const column = present.length - present.trimStart().length + 1;
  return {
    code: "out-of-date",
    place: { ...start, line: at + 1, column },
    args: { file: path, ...outdated, change: differs + version, where: ` (line ${at + 1})` },
  };
}

const versionOf = (line = ""): string => /by nif2nix (\S+);/.exec(line)?.[1] ?? "of another version";

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const base = { command: "nif2nix generate", before: "", change: "", where: "" };
const outdated = { ...base, is: "is out of date", are: "are out of date" };
const missing = { ...base, is: "is missing", are: "are missing" };
const needless = { ...base, is: "is not needed any more", are: "are not needed any more" };
const needlessAndEdited = {
  ...needless,
  command: "nif2nix generate --force",
  before: "It was edited by hand and is kept otherwise: move what was changed to nix/package.nix or nif2nix.toml. ",
};
const drifts: Partial<Record<WriteEntry["action"], typeof outdated>> = {
  create: missing,
  remove: needless,
  "keep-edited": needlessAndEdited,
};
const edited = {
  ...base,
  is: "was edited by hand",
  are: "were edited by hand",
  command: "nif2nix generate --force",
  before: "Move what was changed to nix/package.nix or nif2nix.toml, where it stays. ",
};
