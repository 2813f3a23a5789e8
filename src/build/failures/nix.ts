import type { KnownFailure } from "./failure.ts";

/** Nix itself. Messages: Nix 2.8 and 2.26, run; those of others from its sources. */
export const nixFailures: readonly KnownFailure[] = [
  {
    name: "hash-mismatch",
    topic: "nix",
    symptom: "hash mismatch in fixed-output derivation",
    signs: [
      { line: "hash mismatch in fixed-output derivation '{derivation:word}':" },
      { line: "hash mismatch in fixed-output derivation" },
      { line: "fixed-output derivation produced path '{derivation:word}' with {_}instead of the expected hash" },
    ],
    cause:
      "What was fetched is not what the Nix files say: mix.lock or Cargo.lock moved on and the Nix files did not, or the address serves something else now.",
    remedy: "Renew the generated files. Where the hash is one that you wrote, compare `specified` and `got` below.",
    paste: { where: "a shell in the project", lines: ["nif2nix generate && git add --intent-to-add nix"] },
  },
  {
    name: "file-unknown-to-git",
    topic: "nix",
    symptom: "getting status of '/nix/store/...-source/...': No such file or directory, or path does not exist",
    signs: [
      { line: "getting status of '/nix/store/{_:word}-source/{file:any}': No such file or directory" },
      { line: "path '/nix/store/{_:word}-source/{file:any}' does not exist" },
      { line: "opening file '/nix/store/{_:word}-source/{file:any}': No such file or directory" },
      { line: "Path '{file:any}' in the repository \"{_}\" is not tracked by Git" },
      { line: "error: path '{file:any}' does not exist in Git repository" },
    ],
    cause:
      "A flake in a git repository sees only files that git knows, and {file} is none of them; or it is not there at all.",
    remedy: "Add it. A file that a .gitignore names needs --force; `git check-ignore -v FILE` tells which line does.",
    paste: { where: "a shell in the project", lines: ["git add --intent-to-add flake.nix nix {file}"] },
  },
  {
    name: "flakes-disabled",
    topic: "nix",
    symptom: "experimental Nix feature 'nix-command' is disabled",
    signs: [
      { line: "experimental Nix feature '{feature:word}' is disabled" },
      { line: "error: experimental feature '{feature:word}' is disabled" },
    ],
    cause: "The Nix of this machine has {feature} switched off, which flakes need.",
    remedy: "Switch both on. `nif2nix build` does so for its own run.",
    paste: {
      where: "~/.config/nix/nix.conf or /etc/nix/nix.conf",
      lines: ["experimental-features = nix-command flakes"],
    },
  },
  {
    name: "no-flake",
    topic: "nix",
    symptom: "neither it nor its parent directories contain a 'flake.nix' file",
    signs: [{ line: "path '{folder}' is not part of a flake" }, { line: "could not find a flake.nix file" }],
    cause: "There is no flake.nix here.",
    remedy: "Go to the folder of mix.exs; write one there.",
    paste: { where: "a shell in the project", lines: ["nif2nix init"] },
  },
  {
    name: "sandbox-unavailable",
    topic: "nix",
    symptom: "this system does not support the kernel namespaces that are required for sandboxing",
    signs: [
      { line: "this system does not support the kernel namespaces that are required for sandboxing" },
      { line: "cloning builder process: Operation not permitted" },
      { line: "unable to start build process: Operation not permitted" },
    ],
    cause:
      "Nix cannot make its sandbox: in a container without the right to, or where user namespaces are switched off.",
    remedy:
      "Allow them, or run the container with --privileged; sandbox = false works, but then a build can see what is on the machine.",
    paste: { where: "nix.conf", lines: ["sandbox = relaxed"] },
  },
  {
    name: "home-of-builds-exists",
    topic: "nix",
    symptom: "home directory '/homeless-shelter' exists",
    signs: [{ line: "home directory '{folder:word}' exists; please remove it" }],
    cause: "Builds without a sandbox get a home folder that is not there, {folder}, and something made it.",
    remedy: "Remove it; and switch the sandbox on, so that nothing can make it again.",
    paste: { where: "a shell", lines: ["sudo rm -rf /homeless-shelter"] },
  },
  {
    name: "build-users-missing",
    topic: "nix",
    symptom: "the group 'nixbld' specified in 'build-users-group' does not exist",
    signs: [
      { line: "error: the group '{group:word}' specified in 'build-users-group' does not exist" },
      { line: "error: the build users group '{group:word}' has no members" },
    ],
    cause: "Nix runs as root without its daemon, and the users who should build are not there.",
    remedy: "Install Nix with its own installer, or in a container let root build.",
    paste: { where: "nix.conf", lines: ["build-users-group ="] },
  },
];
