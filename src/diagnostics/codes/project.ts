import type { Code } from "../code.ts";

/** NN0xx: the project and its files. */
export const projectCodes = {
  "not-a-mix-project": {
    number: "NN001",
    severity: "error",
    message: "there is no mix.exs in {folder}{near}",
    help: "Run nif2nix in the folder of a Mix project, or name it: nif2nix {command} --project {path}.",
  },
  "unreadable-file": {
    number: "NN002",
    severity: "error",
    message: "the file cannot be read ({reason})",
    help: "Check the file's permissions and that it is UTF-8 text.",
  },
  "out-of-date": {
    number: "NN003",
    severity: "error",
    message: "{file} {is}",
    help: "{before}Run `{command}` and commit what it writes.",
    several: { by: "file", message: "{count} generated files {are}: {names}" },
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
} as const satisfies Record<string, Code>;
