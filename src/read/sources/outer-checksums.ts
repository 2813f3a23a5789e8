import type { HexLockEntry } from "../../model/lock.ts";

/** How nix/deps.nix says which package an outer checksum is of; see emit/fetchers.ts. */
const WRITTEN = /# For the inner checksum ([0-9a-f]{64})\.\n\s*sha256 = "([0-9a-f]{64})"/g;

/** The comment of an outer checksum that the lock does not have. */
export const noteOf = (innerChecksum: string): string => `For the inner checksum ${innerChecksum}.`;

/** Outer checksums by the inner ones, as an earlier run left them in nix/deps.nix. */
export function writtenChecksums(depsFile: string): ReadonlyMap<string, string> {
  return new Map([...depsFile.matchAll(WRITTEN)].map(([, inner, outer]) => [inner as string, outer as string]));
}

/**
 * The outer checksums of packages whose lock entries are from before Hex wrote them: of the archive that has the locked inner checksum.
 * @param written as `writtenChecksums` gives them: they are taken without another look.
 * @param find the checksum of an archive at hand or downloaded; undefined where there is none.
 * @returns by application; without those of which none could be had.
 */
export async function outerChecksums(
  entries: readonly HexLockEntry[],
  written: ReadonlyMap<string, string>,
  find: (entries: readonly HexLockEntry[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const old = entries.flatMap((entry) => {
    const known = written.get(entry.innerChecksum ?? "");
    return known === undefined ? [] : [[entry.app, known] as const];
  });
  const had = new Map(old);
  const wanted = entries.filter(({ app, innerChecksum }) => !had.has(app) && innerChecksum !== null);
  return wanted.length === 0 ? had : new Map([...had, ...(await find(wanted))]);
}
