/** A place in a file of the project that a log names. */
export interface LogPlace {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Ends of files that people write; a place in anything else is of no use to them. */
const ENDINGS = [".ex", ".exs", ".rs", ".toml", ".nix", ".c", ".cc", ".cpp", ".h", ".zig", ".erl", ".eex", ".heex"];

/** Where builds have their sources: what stands before the project's own path. */
const BUILD_FOLDERS = [
  /^\/nix\/store\/[a-z0-9]{32}-[^/]{1,200}\//,
  /^\/build\/[^/]{1,100}\//,
  /^\/tmp\/nix-build-[^/]{1,200}\/[^/]{1,100}\//,
];

/** Sources that are not the project's: the compiler's, crates of the registry, other packages in the store. */
const FOREIGN = ["/rustc/", "/registry/src/", "/nix/store/", "/usr/lib/", "/rustlib/", "cargo-vendor-dir/"];

/**
 * The first place of a file in a line: `lib/native.ex:2: (module)`, `--> src/lib.rs:12:5`, `at /nix/store/...-source/nix/x.nix:3:1`.
 * Frames of dependencies and of Elixir itself, `(rustler 0.36.2) lib/rustler.ex:3:`, are not the project's.
 */
export function placeIn(line: string): LogPlace | undefined {
  if (/^\s*\([a-z0-9_]{1,100} \d/.test(line)) return undefined;
  for (const ending of ENDINGS) {
    for (let at = line.indexOf(`${ending}:`); at >= 0; at = line.indexOf(`${ending}:`, at + 1)) {
      const end = at + ending.length;
      const numbers = /^:(\d{1,7})(?::(\d{1,7}))?/.exec(line.slice(end, end + 20));
      if (numbers === null) continue;
      const file = withoutBuildFolder(line.slice(startOfPath(line, at), end));
      if (FOREIGN.some((folder) => file.includes(folder))) continue;
      return { file, line: Number(numbers[1]), ...(numbers[2] === undefined ? {} : { column: Number(numbers[2]) }) };
    }
  }
  return undefined;
}

function startOfPath(line: string, end: number): number {
  let start = end;
  while (start > 0 && !" \t'\"`()[]{}<>«»".includes(line[start - 1] as string)) start--;
  return start;
}

function withoutBuildFolder(path: string): string {
  for (const folder of BUILD_FOLDERS) {
    const found = folder.exec(path);
    if (found !== null) return path.slice(found[0].length);
  }
  return path;
}
