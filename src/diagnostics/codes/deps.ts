import type { Code } from "../code-entry.ts";

/** NN5xx: dependencies and their sources. */
export const depsCodes = {
  "source-missing": {
    number: "NN501",
    severity: "error",
    message: "the sources of {app} cannot be had: {reason}",
    help: "Only its sources say what is native in it, so nothing is written and nothing is out of date for it. Run `mix deps.get`, or come back when the network does, then run the same command again.",
    several: {
      by: "app",
      message: "the sources of {count} dependencies cannot be had ({reason}): {names}",
      help: "Only their sources say what is native in them, so nothing is written and nothing is out of date for them. Run `mix deps.get`, or come back when the network does, then run the same command again.",
    },
    settledBy: "mix deps.get",
  },
  "source-doubtful": {
    number: "NN503",
    severity: "warning",
    message: "whether {app} compiles C is not known: its sources cannot be had ({reason})",
    help: "It is built as a package of Erlang alone, which most are. Run `mix deps.get`, or come back when the network does, then run the same command again.",
    several: {
      by: "app",
      message:
        "whether {count} packages of Erlang compile C is not known, their sources cannot be had ({reason}): {names}",
      help: "They are built as packages of Erlang alone, which most are. Run `mix deps.get`, or come back when the network does, then run the same command again.",
    },
    settledBy: "mix deps.get",
  },
  "source-checksum": {
    number: "NN502",
    severity: "error",
    message: "what {host} sent for {app} is not the locked package: {problem}",
    help: "The package was published anew, or somebody tampers with it. Compare mix.lock with a trusted copy before you update it.",
  },
  "address-with-secret": {
    number: "NN504",
    severity: "warning",
    message: "the address of {what} holds a password or token; it is left out of what is written",
    help: "Nix files get into the Nix store, which everybody on the machine can read, and mix.exs and mix.lock get there with the release's source. Take it out of the address there and run `mix deps.get`; give it to git, which fetches for Nix as well: by a credential helper or ~/.netrc. Then have a new one made.",
    several: {
      by: "what",
      message: "{count} addresses hold a password or token; they are left out of what is written: {names}",
    },
  },
} as const satisfies Record<string, Code>;
