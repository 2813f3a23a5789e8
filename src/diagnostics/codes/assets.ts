import type { Code } from "../code-entry.ts";

/** NN816 and NN83x: web assets and their packages. */
export const assetsCodes = {
  "assets-by-hand": {
    number: "NN816",
    severity: "warning",
    message: "the packages of {folder}/package.json are not fetched: {why}",
    help: "{advice}. Or put node_modules in place yourself: `preAssets` in nix/package.nix is run before the assets are built.",
  },
  "front-end-not-built": {
    number: "NN835",
    severity: "warning",
    message: "the front end in {folder} {how}, and nothing builds it in the release",
    help: 'Have it built with node_modules in place, by nif2nix.toml: [assets] "{folder}" = [{commands}]. Or by an alias of mix.exs: "assets.deploy": ["cmd --cd {from} {manager} run build", "phx.digest"], without Phoenix without "phx.digest".',
  },
  "node-not-in-nixpkgs": {
    number: "NN836",
    severity: "warning",
    message: "the project asks for Node {asked}, and nixpkgs has {has}; {taken} builds the assets",
    help: 'Ask for one of these. Where it must be another, let inputs.nixpkgs of flake.nix be a nixpkgs that has it, and name that in nif2nix.toml: [build] node = "NN".',
  },
  "node-lock-invalid": {
    number: "NN831",
    severity: "error",
    message: "the lock file cannot be read: {reason}",
    help: "Let the package manager write it anew, or take it from a commit where it was whole.",
  },
  "node-package-without-hash": {
    number: "NN832",
    severity: "warning",
    message: "the lock has no hash or no whole revision for {names}: they are not fetched",
    help: "Without one Nix fetches nothing. A current version of the package manager adds what is missing when it installs; a git dependency needs its whole commit.",
  },
  "node-path-outside": {
    number: "NN833",
    severity: "error",
    message: "an entry of the lock leads out of where packages may lie: {path}",
    help: "Packages lie in node_modules, and what they link to lies in the repository. Move a local package into it.",
  },
  "node-scripts-not-run": {
    number: "NN834",
    severity: "info",
    message: "scripts that packages run when they are installed are not run here: {names}",
    help: "Most packages work without. Where one does not, run its script (`npm rebuild NAME`) in `preAssets` of nix/package.nix.",
  },
} as const satisfies Record<string, Code>;
