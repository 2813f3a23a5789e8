import type { Code } from "../code-entry.ts";

/** NN0xx: the project and its files. */
export const projectCodes = {
  "not-a-mix-project": {
    number: "NN001",
    severity: "error",
    message: "there is no mix.exs in {folder}{near}",
    help: "Run nif2nix in the folder of a Mix project, or name it: `nif2nix {command} --project {path}`.",
  },
  "unreadable-file": {
    number: "NN002",
    severity: "error",
    message: "the file cannot be read ({reason})",
    help: "Check what it is, with ls -l, its size and its permissions; a build in Nix would not read it either.",
  },
  "out-of-date": {
    number: "NN003",
    severity: "error",
    message: "{file} {is}{change}",
    help: "{before}Run `{command}` and commit what it writes.",
    several: { by: "file", each: "{file}{where}", message: "{count} files {are}: {names}" },
  },
  "not-initialised": {
    number: "NN004",
    severity: "error",
    message: "there is no {file}, so there is nothing to build",
    help: "Run nif2nix init first.",
  },
  "no-lock-file": {
    number: "NN005",
    severity: "error",
    message: "there is no {file}",
    help: "Name the lock file: nif2nix deps path/to/mix.lock. `mix deps.get` makes one.",
  },
  "unknown-to-git": {
    number: "NN006",
    severity: "warning",
    wholeFile: true,
    message: "git does not know {file}, so a build in Nix does not have it",
    help: "A flake sees only files that git knows. Run `{command}`; a commit is not needed.",
    several: {
      by: "file",
      message: "git does not know {count} files, so a build in Nix does not have them: {names}",
    },
  },
  "ignored-by-git": {
    number: "NN007",
    severity: "warning",
    wholeFile: true,
    message: "git ignores {file} (line {line} of {ignores}: {rule}), so a build in Nix does not have it",
    help: "Take that line out of {ignores} and run `git add`, or run `{command}`.",
  },
  "link-outside": {
    number: "NN012",
    severity: "warning",
    wholeFile: true,
    message: "{file} is a link to {target}, outside of the repository, where a Nix build has nothing",
    help: "Put what it names into the repository in its place. For a package of Elixir or a crate, name it as a path or Git dependency.",
  },
  "in-large-file-storage": {
    number: "NN011",
    severity: "info",
    message: "Git LFS keeps {pattern}, and a build in Nix has pointers in the place of such files",
    help: "Where the build reads them, let a recent Nix fetch them: nix build '.?lfs=1', or inputs.self.lfs = true in flake.nix.",
    several: {
      by: "pattern",
      message: "Git LFS keeps {names}, and a build in Nix has pointers in the place of such files",
    },
    toldOnce: true,
  },
  "in-submodule": {
    number: "NN008",
    severity: "warning",
    wholeFile: true,
    message: "{folder} is a Git submodule, which a flake leaves out unless it is asked for",
    help: "Build with `nix build '.?submodules=1'`; from Nix 2.27 on, `inputs.self.submodules = true;` in flake.nix does the same for everybody.",
    several: {
      by: "folder",
      message: "{count} folders are Git submodules, which a flake leaves out unless they are asked for: {names}",
    },
  },
  "no-repository": {
    number: "NN009",
    severity: "error",
    message:
      "the project is not in a git repository, so nothing above its folder is read, and {file} is a Cargo workspace above it",
    help: "Run `git init` in the folder that holds everything and `git add` its files, or work in a clone of the repository: a build in Nix sees one repository, or one folder.",
  },
  "budget-exceeded": {
    number: "NN010",
    severity: "error",
    message: "the project takes more than {limit} {what}, {cost} of them for what is named here",
    help: "Nothing is written: what was not read is not taken for absent. Move what is no part of the build out of the project's folders, or data out of code.",
  },
} as const satisfies Record<string, Code>;
