import type { Code } from "../code.ts";

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
    message: "the setting {key} must be {expected}, but is {received}",
    help: "Change the value; docs/settings.md lists every setting with its values.",
  },
  "include-missing": {
    number: "NN704",
    severity: "error",
    message: "`include` names {path}, and there is no such file or folder",
    help: "Correct the path in nif2nix.toml, or remove it: it starts at the folder of mix.exs, such as ../shared.",
  },
  "settings-unknown-name": {
    number: "NN705",
    severity: "warning",
    message: "[{table}.{name}] has no effect: there is no {what} of this name{suggestion}",
    help: "Correct the name in nif2nix.toml, or remove the table; `nif2nix scan` lists the names.",
  },
} as const satisfies Record<string, Code>;
