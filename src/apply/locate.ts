import type { PathKind, WriteFileSystem } from "../ports/write-file-system.ts";

/** Where a path of the project leads on the disk. */
export type Location =
  /** A file, or nothing yet. */
  | { readonly kind: "file" | "missing"; readonly target: string }
  | { readonly kind: "outside"; readonly link: string; readonly leads: string }
  /** Something that is neither a file nor, on the way to it, a folder. */
  | { readonly kind: "blocked"; readonly by: string };

/**
 * Follows a relative path from the project's folder, through symbolic links that stay inside of it.
 * Throws an Error on a path that is absolute, empty or has `.` or `..` in it: those are mistakes of what made it.
 * @param project absolute, without symbolic links.
 * @param path relative, `/` separators.
 */
export function locate(files: WriteFileSystem, project: string, path: string): Location {
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..") || path.includes("\0"))
    throw new Error(`not a path inside of the project: ${JSON.stringify(path)}`);
  let at = project;
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    const shown = segments.slice(0, index + 1).join("/");
    let next = at === "/" ? `/${segment}` : `${at}/${segment}`;
    let kind = files.kind(next);
    if (kind === "missing") return { kind: "missing", target: [next, ...segments.slice(index + 1)].join("/") };
    if (kind === "link") {
      const real = files.realPath(next);
      if (real === undefined) return { kind: "blocked", by: shown };
      // What git keeps there is run, or says what is.
      if (!isInside(real, project) || isGits(real, project)) return { kind: "outside", link: shown, leads: real };
      next = real;
      kind = files.kind(real);
    }
    if (kind !== (last ? "file" : "folder")) return { kind: "blocked", by: shown };
    at = next;
  }
  return { kind: "file", target: at };
}

/** The same files, of which what stands at a path is asked once: for a plan, in which nothing is changed. */
export function lookingOnce(files: WriteFileSystem): WriteFileSystem {
  const kinds = new Map<string, PathKind>();
  return {
    ...files,
    kind(path) {
      let kind = kinds.get(path);
      if (kind === undefined) kinds.set(path, (kind = files.kind(path)));
      return kind;
    },
  };
}

function isInside(path: string, project: string): boolean {
  return path === project || path.startsWith(project.endsWith("/") ? project : `${project}/`);
}

/** Whether a path in the project lies in a folder of git's, however a file system without case spells it. */
function isGits(path: string, project: string): boolean {
  return path
    .slice(project.length)
    .split("/")
    .some((segment) => segment.toLowerCase() === ".git");
}
