import type { Code } from "../code-entry.ts";

/** NN7xx: nif2nix.toml. */
export const settingsCodes = {
  "settings-syntax": {
    number: "NN701",
    severity: "error",
    message: "nif2nix.toml is not valid TOML: {reason}",
    help: "Mend the file at this place; strings want quotes, tables are written [table].",
  },
  "settings-unknown-key": {
    number: "NN702",
    severity: "error",
    message: 'there is no setting "{key}"{where}{suggestion}',
    help: "Remove the key or correct its name. Known here: {known}.",
  },
  "settings-wrong-value": {
    number: "NN703",
    severity: "error",
    message: "the setting {key} must be {expected}, but is {received}{suggestion}",
    help: "Change the value; docs/settings.md lists every setting with its values.",
  },
  "include-missing": {
    number: "NN704",
    severity: "error",
    message: "`{key}` names {path}, and there is no such file or folder",
    help: "Correct the path in nif2nix.toml, or remove it: it starts at the folder of mix.exs.",
  },
  "settings-unknown-name": {
    number: "NN705",
    severity: "warning",
    message: "[{table}.{name}] has no effect: there is no {what} of this name{suggestion}",
    help: "Correct the name in nif2nix.toml, or remove the table; `nif2nix scan` lists the names of the project and of what is native in its dependencies; mix.lock has the dependencies.",
  },
  "git-hash-unused": {
    number: "NN706",
    severity: "warning",
    message: "the hash of {app} is not used: {why}",
    help: "Run `nif2nix hash`, which renews [package.{app}] git in nif2nix.toml, or remove the line; until then the dependency is fetched while Nix evaluates.",
    several: {
      by: "app",
      message: "{count} hashes are not used ({why}): {names}",
      help: "Run `nif2nix hash`, which renews `git` of their [package.NAME] in nif2nix.toml; until then they are fetched while Nix evaluates.",
    },
  },
  "git-hash-unknown": {
    number: "NN707",
    severity: "error",
    message: "the hash of {app} cannot be had: {why}",
    help: "Everything else was done. Without a hash the dependency is fetched by its commit, while Nix evaluates.",
  },
  "settings-not-editable": {
    number: "NN708",
    severity: "error",
    message: "nif2nix.toml is written in a way that cannot be changed without rewriting it",
    help: "Nothing was changed. Write the dependency as a table of its own, or set this by hand: {lines}.",
  },
} as const satisfies Record<string, Code>;
