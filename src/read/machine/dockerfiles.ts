import { foldersAbove, isInside, joinPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A Dockerfile that makes a release of the project. */
export interface Dockerfile {
  /** Relative to the project. */
  readonly file: string;
  readonly lines: readonly string[];
  readonly stages: readonly Stage[];
}

/** What stands between one FROM and the next. */
export interface Stage {
  readonly from: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

export interface Instruction {
  /** In upper case: RUN, COPY. */
  readonly name: string;
  readonly text: string;
  /** Of its first line, counted from 0. */
  readonly line: number;
}

const NAMES = /^(?:(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?|[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile))$/;

/** Those of development, and files that only belong to others. */
const OTHERS = /(?:^|[._-])(?:dev|devel|development|test|tests|gitpod|devcontainer|dockerignore)(?:[._-]|$)/i;

/** `mix release` as a command, alone or after others. */
export const RELEASE = /\bmix\s+(?:do\s+)?(?:[^&|;]*,\s*)?release\b(?!\.)/;

/**
 * The Dockerfiles that make the project's release: beside its mix.exs, in docker/ there, and in the folders above up to the repository's
 * own, where those take the project by name.
 * @param project absolute.
 * @param limit absolute: the repository's folder.
 */
export function dockerfilesOf(project: string, limit: string, fs: ReadFileSystem): readonly Dockerfile[] {
  const folders = foldersAbove(project, isInside(limit, project) ? limit : project);
  return folders.flatMap((context) =>
    filesIn(context, fs).flatMap((path): Dockerfile[] => {
      const text = fs.readText(path) ?? "";
      if (text.length > MOST || !text.includes("mix")) return [];
      const lines = text.split(/\r?\n/);
      const stages = stagesOf(lines);
      const all = stages.flatMap(({ instructions }) => instructions);
      const makes = all.some(({ name, text: command }) => name === "RUN" && RELEASE.test(command));
      const takes = context === project || takesFolder(all, relativePath(context, project));
      return makes && takes ? [{ file: relativePath(project, path), lines, stages }] : [];
    }),
  );
}

/** More than any Dockerfile has. */
const MOST = 200_000;

function filesIn(context: string, fs: ReadFileSystem): readonly string[] {
  const found: string[] = [];
  const look = (folder: string, below: number): void => {
    for (const { name, directory, link } of fs.list(folder)) {
      if (OTHERS.test(name)) continue;
      if (!directory && NAMES.test(name)) found.push(joinPath(folder, name));
      else if (directory && link !== true && below > 0) look(joinPath(folder, name), below - 1);
    }
  };
  look(context, 0);
  look(joinPath(context, "docker"), 1);
  return found.toSorted();
}

/** Whether it copies a folder of its context, or something around or in it, by name, or works in the copy of it. */
function takesFolder(instructions: readonly Instruction[], folder: string): boolean {
  return instructions.some(({ name, text }) => {
    if (name === "WORKDIR") return text === folder || text.endsWith(`/${folder}`);
    if (name === "RUN")
      return text.split(/\s+/).some((word, at, all) => all[at - 1] === "cd" && joinPath(word) === folder);
    if ((name !== "COPY" && name !== "ADD") || /--from=/.test(text)) return false;
    const sources = wordsOf(text).filter((word) => !word.startsWith("--"));
    return sources.slice(0, -1).some((word) => {
      const source = joinPath(word.replace(/^\/+/, "") || ".");
      return source !== "." && !source.startsWith("..") && (isInside(folder, source) || isInside(source, folder));
    });
  });
}

/** Arguments of COPY, which may be written as a list. */
const wordsOf = (text: string): readonly string[] =>
  text.startsWith("[") ? [...text.matchAll(/"([^"]*)"/g)].map(([, word]) => word as string) : text.split(/\s+/);

/** Instructions by stage, lines that go on joined, comments left out (docs.docker.com/reference/dockerfile). */
function stagesOf(lines: readonly string[]): readonly Stage[] {
  const stages: { from: string; name: string | null; instructions: Instruction[] }[] = [];
  for (let at = 0; at < lines.length; at++) {
    let first = at;
    let text = "";
    for (; at < lines.length; at++) {
      const line = lines[at] as string;
      if (/^\s*#/.test(line) || (text !== "" && line.trim() === "")) continue;
      if (text === "") first = at;
      const goesOn = /\\\s*$/.test(line);
      text += ` ${line.replace(/\\\s*$/, "").trim()}`;
      if (!goesOn) break;
    }
    const [, word = "", rest = ""] = /^\s*(\w+)\s+([\s\S]*)$/.exec(text) ?? [];
    const name = word.toUpperCase();
    if (name === "FROM") {
      const [from = "", as = "", stage] = rest.split(/\s+/).filter((each) => !each.startsWith("--"));
      stages.push({ from, name: as.toUpperCase() === "AS" ? (stage ?? null) : null, instructions: [] });
    } else if (name !== "") stages.at(-1)?.instructions.push({ name, text: rest.trim(), line: first });
  }
  return stages;
}

/** The instructions that make the last image: those of the last stage, and of the stages that it goes on from and that make no release. */
export function lastImage({ stages }: Dockerfile): readonly Instruction[] {
  const image: Instruction[] = [];
  const seen = new Set<Stage>();
  for (let stage = stages.at(-1); stage !== undefined && !seen.has(stage);) {
    seen.add(stage);
    image.unshift(...stage.instructions);
    const { from } = stage;
    const base = stages.find(({ name }) => name === from);
    stage = base?.instructions.some(({ name, text }) => name === "RUN" && /\bmix\b/.test(text)) ? undefined : base;
  }
  return image;
}
