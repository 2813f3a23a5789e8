import type { Code } from "../code.ts";

/** NN5xx: dependencies and their sources. */
export const depsCodes = {
  "source-missing": {
    number: "NN501",
    severity: "warning",
    message: "the sources of {app} cannot be had: {reason}",
    help: "The dependency is written all the same, but what is native in it is not known. Run `mix deps.get`, then `nif2nix generate` again.",
    several: {
      by: "app",
      message: "the sources of {count} dependencies cannot be had ({reason}): {names}",
      help: "They are written all the same, but what is native in them is not known. Run `mix deps.get`, then `nif2nix generate` again.",
    },
  },
  "source-checksum": {
    number: "NN502",
    severity: "error",
    message: "what {host} sent for {app} is not the locked package: {problem}",
    help: "The package was published anew, or somebody tampers with it. Compare mix.lock with a trusted copy before you update it.",
  },
} as const satisfies Record<string, Code>;
