import { expandPath, foldersAbove, isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A Dockerfile that makes a release of the project. */
export interface Dockerfile {
  /** Relative to the project. */
  readonly file: string;
  /** Absolute: the folder that it is built from. */
  readonly context: string;
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
 * The Dockerfiles that make the project's release: beside its mix.exs, in folders there that are kept for them, where a compose file or fly.toml
 * names them, and likewise in the folders above up to the repository's own, where those take the project by name.
 * @param project absolute.
 * @param limit absolute: the repository's folder.
 */
export function dockerfilesOf(project: string, limit: string, fs: ReadFileSystem): readonly Dockerfile[] {
  const folders = foldersAbove(project, isInside(limit, project) ? limit : project);
  const seen = new Set<string>();
  return folders
    .flatMap((folder) => {
      const { files, builds } = filesIn(folder, fs);
      const named = builds.flatMap((path) => namedBuilds(path, fs));
      // What is named is built with the context that stands there, whatever the file lies in.
      return [...named, ...files.map((file): NamedBuild => ({ file, context: folder, named: false }))];
    })
    .flatMap(({ file: path, context, named }): Dockerfile[] => {
      if (seen.has(path) || !isInside(context, project) || !isInside(limit, path)) return [];
      if (isOfAnother(path, context, project, fs)) return [];
      const text = fs.readText(path) ?? "";
      if (text.length > MOST || !text.includes("mix")) return [];
      const lines = text.split(/\r?\n/);
      const stages = stagesOf(lines);
      const all = stages.flatMap(({ instructions }) => instructions);
      const makes = all.some(({ name, text: command }) => name === "RUN" && RELEASE.test(command));
      const isBeside = named || parentPath(path) === context;
      const takes =
        context === project ? isBeside || takesProject(all) : takesFolder(all, relativePath(context, project));
      if (!makes || !takes) return [];
      seen.add(path);
      return [{ file: relativePath(project, path), context, lines, stages }];
    });
}

/** Whether it lies in another Mix project than this one, below the folder that it is built from. */
const isOfAnother = (path: string, context: string, project: string, fs: ReadFileSystem): boolean =>
  isInside(context, path) &&
  foldersAbove(parentPath(path), context)
    .slice(0, -1)
    .some((folder) => !isInside(folder, project) && fs.exists(joinPath(folder, "mix.exs")));

/** More than any Dockerfile has. */
const MOST = 200_000;

/** Folders that people keep Dockerfiles in, which are built from the folder around them. */
const KEPT_IN =
  /^\.?(?:build|config|container|containers|deploy|deployment|deployments|docker|dockerfiles|images|infra|infrastructure|ops|packaging|rel)$/;

/** A Dockerfile and the folder that it is built from, both absolute; whether a file says so. */
interface NamedBuild {
  readonly file: string;
  readonly context: string;
  readonly named: boolean;
}

/** Dockerfiles of a folder and of those in it that are kept for them, and the files that may name others. */
function filesIn(
  context: string,
  fs: ReadFileSystem,
): { readonly files: readonly string[]; readonly builds: readonly string[] } {
  const files: string[] = [];
  const builds: string[] = [];
  const look = (folder: string, below: number): void => {
    const entries = fs.list(folder);
    // A Mix project of its own has its own.
    if (folder !== context && entries.some(({ name }) => name === "mix.exs")) return;
    for (const { name, directory, link } of entries) {
      const found = NAMES.test(name) ? files : BUILDS.test(name) ? builds : undefined;
      const isLookedInto = directory && link !== true && below > 0 && (folder !== context || KEPT_IN.test(name));
      // Asked last: it is the dearest, and hardly any name comes this far.
      if ((directory ? !isLookedInto : found === undefined) || OTHERS.test(name)) continue;
      if (directory) look(joinPath(folder, name), below - 1);
      else found?.push(joinPath(folder, name));
    }
  };
  look(context, 3);
  return { files: files.toSorted(), builds: builds.toSorted() };
}

/** Compose files (compose-spec's `services`), and those of Fly. */
const BUILDS = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$|^fly(?:[._-][\w.-]+)?\.toml$/;

/** The Dockerfiles that a compose file or fly.toml has built, as far as their paths stand in it. */
function namedBuilds(path: string, fs: ReadFileSystem): readonly NamedBuild[] {
  const text = fs.readText(path) ?? "";
  if (text.length > MOST) return [];
  const folder = parentPath(path);
  const build = (context: string, dockerfile: string): readonly NamedBuild[] => {
    if (/[$:]/.test(context + dockerfile) || OTHERS.test(dockerfile.split("/").at(-1) ?? "")) return [];
    const from = expandPath(context, folder);
    return [{ context: from, file: expandPath(dockerfile, from), named: true }];
  };
  if (path.endsWith(".toml"))
    return [...text.matchAll(/^[ \t]*dockerfile[ \t]*=[ \t]*["']([^"'\n]+)["']/gm)].flatMap(([, file = ""]) =>
      build(".", file),
    );
  return composeBuilds(text).flatMap(({ context, dockerfile }) => build(context, dockerfile));
}

/** `build:` of the services: a context, or a table with `context:` and `dockerfile:`. */
function composeBuilds(text: string): readonly { readonly context: string; readonly dockerfile: string }[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, at) => {
    const [, indent = "", value = ""] = /^(\s+)build:(?:\s+(.*))?$/.exec(line) ?? [];
    if (indent === "") return [];
    const plain = scalar(value);
    if (plain !== "" && !/^[{!&]/.test(plain)) return [{ context: plain, dockerfile: "Dockerfile" }];
    const end = lines.findIndex((each, index) => index > at && each.trim() !== "" && indentOf(each) <= indent.length);
    const table = plain.startsWith("{")
      ? plain.replaceAll(/[{}]/g, "").split(",")
      : lines.slice(at + 1, end === -1 ? undefined : end);
    const inside = Math.min(...table.filter((each) => each.trim() !== "").map(indentOf));
    const field = (name: string): string | undefined => {
      const found = table.find((each) => indentOf(each) <= Math.max(inside, 1) && each.trim().startsWith(`${name}:`));
      return found === undefined ? undefined : scalar(found.trim().slice(name.length + 1));
    };
    const [context, dockerfile] = [field("context"), field("dockerfile")];
    return context === undefined && dockerfile === undefined
      ? []
      : [{ context: context ?? ".", dockerfile: dockerfile ?? "Dockerfile" }];
  });
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A scalar of YAML on one line, without its quotes and a comment after it. */
const scalar = (text: string): string =>
  text
    .trim()
    .replace(/(?:^|\s)#.*$/, "")
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2");

/** Whether it copies mix.exs of its context, or all of that; one that copies nothing has the sources from elsewhere. */
function takesProject(instructions: readonly Instruction[]): boolean {
  const sources = sourcesOf(instructions);
  const isProject = (source: string): boolean => source === "." || source === "mix.exs" || /^mix\.\{?[*e]/.test(source);
  return sources.length === 0 || sources.some(isProject);
}

/** What COPY and ADD take of the context, relative to it. */
const sourcesOf = (instructions: readonly Instruction[]): readonly string[] =>
  instructions.flatMap(({ name, text }) => {
    if ((name !== "COPY" && name !== "ADD") || /--from=/.test(text)) return [];
    return pathsOf(text)
      .slice(0, -1)
      .map((word) => joinPath(word.replace(/^\/+/, "") || "."));
  });

/** Whether it copies a folder of its context, or something around or in it, by name, or works in the copy of it. */
function takesFolder(instructions: readonly Instruction[], folder: string): boolean {
  const works = instructions.some(({ name, text }) => {
    if (name === "WORKDIR") return text === folder || text.endsWith(`/${folder}`);
    return (
      name === "RUN" && text.split(/\s+/).some((word, at, all) => all[at - 1] === "cd" && joinPath(word) === folder)
    );
  });
  return (
    works ||
    sourcesOf(instructions).some(
      (source) => source !== "." && !source.startsWith("..") && (isInside(folder, source) || isInside(source, folder)),
    )
  );
}

/** What COPY and ADD take, and where to, which may be written as a list. */
export function pathsOf(text: string): readonly string[] {
  const words = text.startsWith("[")
    ? [...text.matchAll(/"([^"]*)"/g)].map(([, word]) => word as string)
    : text.split(/\s+/);
  return words.filter((word) => !word.startsWith("--"));
}

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
