import type { ReadFileSystem } from "../ports/file-system.ts";

/** How nix/deps.nix names a dependency with native parts, see emit/files/deps.ts. */
const native = /\bnifs\.dependencies\.("?)([A-Za-z_][\w@?!-]*)\1\.attributes\b/g;

/**
 * The dependencies that the files of the project say have native parts. Their sources are wanted again whatever the lock
 * says: without them the next files would lack what these have.
 * @param project absolute.
 */
export function nativeBefore(fs: ReadFileSystem, project: string): ReadonlySet<string> {
  const text = fs.readText(`${project}/nix/deps.nix`) ?? "";
  return new Set([...text.matchAll(native)].map(([, , app]) => app as string));
}

/**
 * The dependencies that the files of the project lay something beside, see emit/files/deps.ts.
 * @param project absolute.
 */
export function readersBefore(fs: ReadFileSystem, project: string): ReadonlySet<string> {
  const text = fs.readText(`${project}/nix/deps.nix`) ?? "";
  return new Set(
    text
      .split(/\blayBeside\b/)
      .slice(0, -1)
      .flatMap((before) => [...before.matchAll(/\bname = "([A-Za-z_][\w@?!-]*)"/g)].at(-1)?.[1] ?? []),
  );
}
