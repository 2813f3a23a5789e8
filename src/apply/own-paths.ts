import { readGenerated } from "./generated-header.ts";

/** Files of which the user is the owner once they are there. */
const usersOwn: ReadonlySet<string> = new Set([
  "flake.nix",
  "default.nix",
  "nix/package.nix",
  "nif2nix.toml",
  ".envrc",
  ".github/workflows/nix.yml",
  ".gitlab-ci.yml",
  ".forgejo/workflows/nix.yml",
]);

/** Where generated files lie, and what they are called. */
const generated = /^nix\/(?:(?:lib\/)?[A-Za-z][\w.+-]*\.(?:nix|mjs|erl|exs|sh)|locks\/[\w@+-][\w.@+-]*\/[\w-]+\.lock)$/;

/** A package as nixpkgs has it. */
const inNixpkgs = /^pkgs\/by-name\/[a-z0-9_-]{1,2}\/[\w-]+\/(?:package|deps)\.nix$/;

/** Whether a path, relative to the project, is one of those that nif2nix writes. */
export const mayBeOurs = (path: string): boolean => isUsersOwn(path) || generated.test(path) || inNixpkgs.test(path);

export const isUsersOwn = (path: string): boolean =>
  usersOwn.has(path) || (inNixpkgs.test(path) && path.endsWith("/package.nix"));

/** Whether we may have generated a text: it carries our header, and a digest that is right. */
export const isGenerated = (text: string, sha256: (text: string) => string): boolean =>
  readGenerated(text)?.intact(sha256) === true;
