import { statSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script, constants } from "node:vm";
import { privateCache, trimCache } from "../../ports/private-cache.ts";
import { VERSION } from "../version.ts";
import { type Entry, readEntry, writeEntry } from "./cache-entry.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What Node's own loader calls for every CommonJS file; not in its types. */
interface Loader {
  _compile(this: NodeJS.Module, content: string, filename: string): unknown;
}

const DAY = 86_400_000;

/** What is run. */
export interface CachedRun {
  /** Another one calls other functions, which the entries of earlier runs may lack. */
  readonly command: string;
  /** Whether V8's flags were set: code is good only for those that it was compiled with. */
  readonly isTuned: boolean;
}

/**
 * Keeps what V8 makes of our own files in the user's cache, so that later runs do not parse them again: a sixth of the time of
 * a short run (medians of `explain` on a busy machine: 74 ms on Node 20, 28 on 22, 48 on 24). Node 22.1 and later do this themselves; for
 * Node 20 it is done here, for the files in `folder` only. It is kept where nobody else can have written, or not at all:
 * what lies there is run.
 * Like a browser's cache: where it cannot be read or written, nothing is lost but time. NODE_DISABLE_COMPILE_CACHE switches it off.
 * @param projects folders that are worked on.
 */
export function cacheCode(
  folder: string,
  env: Environment,
  { command, isTuned }: CachedRun,
  projects: readonly string[],
): void {
  if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_V8_COVERAGE"]) return;
  const cache = privateCache(env, "code", projects);
  if (cache === undefined) return;
  const { enableCompileCache } = Module as { enableCompileCache?: (folder: string) => void };
  if (enableCompileCache) {
    // One in so many runs: what Node keeps there is its own affair, and this is not worth a look each time.
    if (process.pid % 64 === 0) trimCache(cache, "code");
    return enableCompileCache(cache);
  }

  // Whatever this run calls that none before it did, in whichever file, is new at most once a day.
  const contents = `${command} ${Math.floor(Date.now() / DAY)}`;
  const loader = Module.prototype as unknown as Loader;
  const compile = loader._compile;
  const loaded: { readonly script: Script; readonly entry: Entry; readonly contents: readonly string[] }[] = [];
  let complete = true;
  loader._compile = function (content, filename) {
    if (dirname(filename) !== folder) return compile.call(this, content, filename);
    const entry = entryFor(filename, cache, isTuned);
    const cached = readEntry(entry);
    const script = new Script(Module.wrap(content), {
      filename,
      // Since 20.12; without it `import()` of such a file fails.
      importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cached ? { cachedData: cached.bytes } : {}),
    });
    const taken = cached !== undefined && script.cachedDataRejected !== true;
    if (!taken || !cached.contents.includes(contents)) complete = false;
    loaded.push({ script, entry, contents: taken ? cached.contents : [] });
    const run = script.runInThisContext() as (...args: unknown[]) => unknown;
    return run.call(this.exports, this.exports, (path: string): unknown => this.require(path), this, filename, folder);
  };
  // At the end, because by then V8 knows which functions are called. One file that is new means new calls into the others.
  process.once("exit", () => {
    if (complete) return;
    for (const { script, entry, contents: earlier } of loaded)
      writeEntry(entry, [...new Set([...earlier, contents])], script.createCachedData());
    trimCache(cache, "code");
  });
}

function entryFor(filename: string, cache: string, isTuned: boolean): Entry {
  const { size, mtimeMs } = statSync(filename);
  // V8 itself compares no more than the length.
  const key = [filename, size, mtimeMs, VERSION, process.version, process.arch].join(" ");
  // One entry for each installation and file; a newer version takes the place of the older.
  const place = dirname(filename)
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(-80);
  return { path: join(cache, `${place}-${isTuned ? "" : "short-"}${basename(filename)}`), key };
}
