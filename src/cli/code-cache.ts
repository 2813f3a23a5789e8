import { mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Script, constants } from "node:vm";
import { VERSION } from "./version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What Node's own loader calls for every CommonJS file; not in its types. */
interface Loader {
  _compile(this: NodeJS.Module, content: string, filename: string): unknown;
}

/**
 * Keeps what V8 makes of our own files in the user's cache, so that later runs do not parse them again: a sixth of the time of
 * a short run. Node 22.1 and later do this themselves; for Node 20 it is done here, for the files in `folder` only.
 * Like a browser's cache: where it cannot be read or written, nothing is lost but time. NODE_DISABLE_COMPILE_CACHE switches it off.
 */
export function cacheCode(folder: string, env: Environment): void {
  if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_V8_COVERAGE"]) return;
  const cache = join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "nif2nix", "code");
  const { enableCompileCache } = Module as { enableCompileCache?: (folder: string) => void };
  if (enableCompileCache) return enableCompileCache(cache);

  const loader = Module.prototype as unknown as Loader;
  const compile = loader._compile;
  const fresh: { readonly script: Script; readonly entry: Entry }[] = [];
  loader._compile = function (content, filename) {
    if (dirname(filename) !== folder) return compile.call(this, content, filename);
    const entry = entryFor(filename, cache);
    const cachedData = readEntry(entry);
    const script = new Script(Module.wrap(content), {
      filename,
      // Since 20.12; without it `import()` of such a file fails.
      importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData ? { cachedData } : {}),
    });
    if (cachedData === undefined || script.cachedDataRejected) fresh.push({ script, entry });
    const run = script.runInThisContext() as (...args: unknown[]) => unknown;
    return run.call(this.exports, this.exports, createRequire(filename), this, filename, folder);
  };
  // At the end, because by then V8 knows which functions are called.
  process.once("exit", () => {
    for (const { script, entry } of fresh) writeEntry(entry, script.createCachedData());
  });
}

interface Entry {
  readonly path: string;
  /** What the code was made from: the file as it is, and who compiled it. V8 itself compares no more than the length. */
  readonly key: string;
}

function entryFor(filename: string, cache: string): Entry {
  const { size, mtimeMs } = statSync(filename);
  const key = `${[filename, size, mtimeMs, VERSION, process.version, process.arch].join(" ")}\n`;
  // One entry for each installation and file; a newer version takes the place of the older.
  const place = dirname(filename)
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(-80);
  return { path: join(cache, `${place}-${basename(filename)}`), key };
}

function readEntry({ path, key }: Entry): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const start = Buffer.byteLength(key);
    return bytes.subarray(0, start).toString() === key ? bytes.subarray(start) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: V8 trusts what it is given. */
function writeEntry({ path, key }: Entry, code: Buffer): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([Buffer.from(key), code]), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never there.
    }
  }
}
