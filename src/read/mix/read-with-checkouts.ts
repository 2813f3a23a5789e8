import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { Archive } from "../sources/archive.ts";
import { mounted } from "../sources/mounted.ts";
import type { SourceProvider } from "../sources/source-tree.ts";
import type { MixContext } from "./loaded-project.ts";
import { type MixReading, readMix } from "./read-mix.ts";

export interface ReadingWithCheckouts {
  readonly reading: MixReading;
  /** With the files of Git dependencies where their checkouts would lie. */
  readonly fs: ReadFileSystem;
  /** Those that were looked into, by application. */
  readonly checkouts: ReadonlyMap<string, Archive>;
  /** Those that could not be had, which is reported. */
  readonly missing: ReadonlySet<string>;
}

/** Git dependencies that want Git dependencies: so many, one inside another, are followed. */
const generations = 8;

/**
 * Reads the project; Git dependencies without a checkout are fetched and asked, and so are those that they want, so that with and
 * without `mix deps.get` the answer is the same. Reading again costs less than knowing beforehand what will be asked for.
 * @param contextOf what reading needs, seeing the given files, reporting to the given sink.
 */
export async function readWithCheckouts(
  contextOf: (changes: Pick<MixContext, "fs" | "diagnostics">) => MixContext,
  base: Pick<MixContext, "fs" | "diagnostics">,
  sources: SourceProvider | undefined,
): Promise<ReadingWithCheckouts> {
  const checkouts = new Map<string, Archive>();
  /** Why those that cannot be had cannot. */
  const missing = new Map<string, string>();
  for (let generation = 0; ; generation++) {
    const diagnostics = new Diagnostics();
    const fs = mounted(base.fs, byPath(checkouts));
    const reading = readMix(contextOf({ fs, diagnostics }));
    const wanted = reading.unread.filter((entry) => !missing.has(entry.app) && !checkouts.has(entry.app));
    if (wanted.length === 0 || sources === undefined || generation === generations) {
      for (const { code, place, args } of diagnostics.list) {
        const { app = "" } = args;
        const reason = code === "git-dependency-unread" ? missing.get(app) : undefined;
        if (reason === undefined) base.diagnostics.report(code, place, args);
        else base.diagnostics.report("source-missing", place, { app, reason });
      }
      return { reading, fs, checkouts, missing: new Set(missing.keys()) };
    }
    await Promise.all(
      wanted.map(async (entry) => {
        const found = await sources.checkout(entry, joinPath(reading.depsFolder, entry.app));
        if ("missing" in found) missing.set(entry.app, found.missing);
        else checkouts.set(entry.app, found);
      }),
    );
  }
}

const byPath = (checkouts: ReadonlyMap<string, Archive>): ReadonlyMap<string, Archive> =>
  new Map([...checkouts.values()].map((archive) => [archive.path, archive]));
