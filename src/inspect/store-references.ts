import type { Bytes } from "../ports/random-access.ts";

/** Programs that make libraries and are not wanted where these only run; `-lib` and `-libgcc` of gcc are what runs. Names as nixpkgs gives them. */
const compilers: readonly RegExp[] = [
  /^gcc-(?:wrapper-)?\d[\d.]*(?:-(?:dev|man|info|checksum))?$/,
  /^(?:clang|llvm)-(?:wrapper-)?\d[\d.]*(?:-dev)?$/,
  /^(?:rustc|rust|rust-default|rust-minimal|rust-complete|rust-std|cargo|cargo-auditable)(?:-wrapper)?-\d[\w.+-]*$/,
  /^(?:zig|go|binutils|binutils-wrapper|ghc)-\d[\d.]*$/,
];

const start = "/nix/store/";
const reference = /^[0-9abcdfghijklmnpqrsvwxyz]{32}-[A-Za-z0-9+._?=-]{1,211}/;
const step = 8 << 20;
const overlap = 300;

/** Store paths that a file names, by name, each once, in their order. The whole file is looked through, as Nix does. */
export function storeReferences(bytes: Bytes): string[] {
  const found = new Set<string>();
  for (let from = 0; from < bytes.size; from += step) {
    const part = bytes.read(from, step + overlap);
    for (let at = part.indexOf(start); at !== -1; at = part.indexOf(start, at + start.length)) {
      const path = reference.exec(part.toString("latin1", at + start.length, at + overlap))?.[0];
      if (path !== undefined) found.add(start + path);
    }
  }
  return [...found];
}

/** Those of them that bring a compiler into the closure. */
export function compilersAmong(references: readonly string[]): string[] {
  return references.filter((path) => compilers.some((name) => name.test(path.slice(start.length + 33))));
}
