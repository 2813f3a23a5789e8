import type { Code } from "../code.ts";

/** NN0xx: the project and its files. */
export const projectCodes = {
  "not-a-mix-project": {
    number: "NN001",
    severity: "error",
    message: "there is no mix.exs in {folder}",
    help: "Run nif2nix in the folder of a Mix project, or name it: nif2nix {command} --project path/to/project.",
  },
  "unreadable-file": {
    number: "NN002",
    severity: "error",
    message: "the file cannot be read ({reason})",
    help: "Check the file's permissions and that it is UTF-8 text.",
  },
} as const satisfies Record<string, Code>;
