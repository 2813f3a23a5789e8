import { expandPath, isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { lockManager } from "../assets/front-ends.ts";
import { type Dockerfile, type Stage, pathsOf } from "./dockerfiles.ts";

/** A front end that one stage of a Dockerfile builds, and another one puts into priv/static. */
export interface CopiedFrontEnd {
  /** Relative to the project. */
  readonly folder: string;
  /** What is copied, and where to, both relative to that folder. */
  readonly from: string;
  readonly to: string;
  readonly manager: string;
  /** Of the instruction that copies, counted from 0. */
  readonly line: number;
}

/** Paths that a shell and TOML take as they are. */
const PLAIN = /^[\w.@/+-]+$/;

/** As far as it is known: a stage copies the folder with package.json, runs its script `build`, and what that makes is copied from it. */
export function copiedFrontEnds(
  { context, stages }: Dockerfile,
  project: string,
  fs: ReadFileSystem,
): readonly CopiedFrontEnd[] {
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap(({ name, text, line }): CopiedFrontEnd[] => {
      const [, stageName] = name === "COPY" ? (/--from=(\S+)/.exec(text) ?? []) : [];
      const stage = stages.find((each, index) => each.name === stageName || String(index) === stageName);
      const paths = pathsOf(text);
      const [source, target] = paths;
      if (stage === undefined || source === undefined || target === undefined || paths.length !== 2) return [];
      const [, into] = /(?:^|\/)((?:apps\/\w+\/)?priv\/static(?:\/[\w./-]*)?)$/.exec(joinPath(target)) ?? [];
      const found = into === undefined ? undefined : folderOf(expandPath(source, "/"), stage, context, fs);
      if (into === undefined || found === undefined) return [];
      const manager = fs.list(found.folder).flatMap((entry) => lockManager(entry.name) ?? [])[0];
      const to = relativePath(found.folder, joinPath(project, into));
      const folder = relativePath(project, found.folder);
      if (manager === undefined || ![found.from, to, folder].every((path) => PLAIN.test(path))) return [];
      return [{ folder, from: found.from, to, manager, line }];
    }),
  );
}

/** Which folder of the context a stage has made a path of the image from, and the path below it; undefined for none that it builds. */
function folderOf(
  path: string,
  { instructions }: Stage,
  context: string,
  fs: ReadFileSystem,
): { readonly folder: string; readonly from: string } | undefined {
  let here = "/";
  const copied: { readonly at: string; readonly folder: string }[] = [];
  let builds = false;
  for (const { name, text } of instructions) {
    if (name === "WORKDIR") here = expandPath(text, here);
    if (name === "RUN" && /\b(?:npm|pnpm|yarn|bun)\b[^&;]*\bbuild\b/.test(text)) builds = true;
    if (name !== "COPY" || text.includes("--from=")) continue;
    const paths = pathsOf(text);
    const at = expandPath(paths.at(-1) ?? ".", here);
    for (const taken of paths.slice(0, -1)) {
      const source = joinPath(context, taken.replace(/^\/+/, ""));
      const folder = /\/package[\w*.-]*\.json$/.test(source) ? parentPath(source) : source;
      if (isInside(context, folder) && fs.exists(joinPath(folder, "package.json"))) copied.push({ at, folder });
    }
  }
  // Of nested folders the innermost is meant.
  const [found] = copied
    .filter(({ at }) => at !== path && isInside(at, path))
    .toSorted((a, b) => b.at.length - a.at.length);
  return builds && found !== undefined ? { folder: found.folder, from: relativePath(found.at, path) } : undefined;
}
