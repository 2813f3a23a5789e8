import type { Place } from "../model/source.ts";
import type { TableEdit } from "../settings/edit-settings.ts";

/** What somebody wrote by hand, what nif2nix has in its place, and what is left to do. */
export interface PieceKind {
  readonly is: string;
  readonly becomes: string;
  /** "delete": nothing of it is needed. "carry": but for what is listed. "keep": it may stay as it is. */
  readonly then: "delete" | "carry" | "keep";
}

export const pieceKinds = {
  release: {
    is: "the release",
    becomes: "nix/package.nix and flake.nix; what is said of the project is read from mix.exs",
    then: "carry",
  },
  check: {
    is: "a build for tests",
    becomes: "nothing: what is released is built; it may stay beside it, with dependencies of its own",
    then: "keep",
  },
  "mix-package": {
    is: "a Mix project as a package",
    becomes: "nix/package.nix where it is this project; a dependency is in nix/deps.nix",
    then: "carry",
  },
  "mix2nix-file": {
    is: "dependencies as mix2nix writes them",
    becomes: "nix/deps.nix, from mix.lock, for one environment and with git dependencies",
    then: "delete",
  },
  "deps-nix-file": {
    is: "dependencies as deps_nix writes them",
    becomes: "nix/deps.nix; the package deps_nix and its aliases in mix.exs can go as well",
    then: "delete",
  },
  "fetched-deps": {
    is: "all dependencies in one derivation, with a hash to renew",
    becomes: "nix/deps.nix: a derivation for each, by the checksums of mix.lock",
    then: "delete",
  },
  override: {
    is: "a change of how a dependency is built",
    becomes: "nothing where nif2nix finds the need itself; otherwise [package.NAME] of nif2nix.toml",
    then: "carry",
  },
  crate: {
    is: "a crate",
    becomes: "nix/nifs.nix, from Cargo.toml and Cargo.lock, with the features that the module asks for",
    then: "carry",
  },
  "crate-file": {
    is: "crates as a program writes them",
    becomes: "nix/nifs.nix, from Cargo.lock",
    then: "delete",
  },
  "library-copy": {
    is: "lines that put a library where the module looks for it",
    becomes: "nix/nifs.nix, which tells Rustler where the library lies",
    then: "delete",
  },
  variable: {
    is: "a variable",
    becomes: "nothing: the generated build sets what is needed",
    then: "delete",
  },
  target: {
    is: "a target of Rust",
    becomes: "nothing: a crate is built for the C library that the release has; of musl that is the output musl",
    then: "delete",
  },
  switch: {
    is: "a variable that a NIF module reads while it compiles",
    becomes: "nothing: the module is told by configuration; the switch may stay in the code or go from it",
    then: "keep",
  },
  "skip-compilation": {
    is: "configuration that keeps Rustler from compiling",
    becomes: "nothing: nix/nifs.nix says it, in the build alone",
    then: "keep",
  },
  "node-packages": {
    is: "packages of Node",
    becomes: "nix/node-packages.nix, from the lock, with its own hashes",
    then: "delete",
  },
  "node-file": {
    is: "packages of Node as a program writes them",
    becomes: "nix/node-packages.nix, from the lock",
    then: "delete",
  },
  assets: {
    is: "lines that build web assets",
    becomes: "the alias assets.deploy of mix.exs, which the generated build runs with nixpkgs' tools",
    then: "delete",
  },
  shell: {
    is: "a development shell",
    becomes: "the shell of flake.nix, which has Erlang, Elixir, Rust and Node as the build has them",
    then: "carry",
  },
} as const satisfies Readonly<Record<string, PieceKind>>;

export type PieceName = keyof typeof pieceKinds;

export interface Piece {
  readonly kind: PieceName;
  readonly place: Place;
  /** The function, file or name: "craneLib.buildPackage". */
  readonly what: string;
  /** For nif2nix.toml. */
  readonly settings: readonly TableEdit[];
  /** What a person has to look at: one clause each. */
  readonly byHand: readonly string[];
}
