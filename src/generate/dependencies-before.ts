import type { ReadFileSystem } from "../ports/file-system.ts";

/** What the files of the project say of dependencies, see emit/files/deps.ts. */
export interface DependenciesBefore {
  /**
   * Those with native parts. Their sources are wanted again whatever the lock says: without them the next files would lack what these
   * have.
   */
  readonly native: ReadonlySet<string>;
  /** Those that something is laid beside. */
  readonly readers: ReadonlySet<string>;
}

/** @param project absolute. */
export function dependenciesBefore(fs: ReadFileSystem, project: string): DependenciesBefore {
  const text = fs.readText(`${project}/nix/deps.nix`) ?? "";
  return { native: nativeIn(text), readers: readersIn(text) };
}

const native = /\bnifs\.dependencies\.("?)([A-Za-z_][\w@?!-]*)\1\.attributes\b/g;

const nativeIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(native)].map(([, , app]) => app as string));

const readersIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/\blayBeside\b/)
      .slice(0, -1)
      .flatMap((before) => [...before.matchAll(/\bname = "([A-Za-z_][\w@?!-]*)"/g)].at(-1)?.[1] ?? []),
  );
