import { policyNames } from "../inspect/policy-names.ts";
import { systems } from "../model/systems.ts";
import { type RustBuilder, checkNames, outputNames, styles } from "../settings/settings.ts";
import { forges } from "./init/forges.ts";
import type { ColourChoice } from "./screen/colour.ts";

/** What is said of an empty value. */
export const EMPTY = "its value is empty; give one, or leave it out";

/** The value of a flag or argument that names something: an empty one is what a variable of a script that is not set leaves. */
export function given(input: string): string {
  if (input.trim() === "") throw new SyntaxError(EMPTY);
  return input;
}

/** "image,module" -> its names, of those that there are. Throws SyntaxError for a name that there is not. */
const namesOf =
  <NAME extends string>(known: readonly NAME[]) =>
  (input: string): readonly NAME[] =>
    given(input)
      .split(",")
      .map((each) => {
        const found = known.find((name) => name === each.trim());
        if (found === undefined) throw new SyntaxError(`"${each.trim()}" is none of ${known.join(", ")}`);
        return found;
      });

/** The flags, each defined once and taken by the commands that know what to do with it. */
export const flags = {
  project: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "DIR",
    brief: "Folder of the Mix project; the current one by default",
  },
  env: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "ENV",
    brief: "MIX_ENV to read the project for; prod by default",
  },
  color: {
    kind: "enum",
    values: ["auto", "always", "never"],
    default: "auto",
    brief: "Colours; NO_COLOR and FORCE_COLOR are honoured too",
  },
  format: {
    kind: "enum",
    values: ["text", "json", "sarif", "github"],
    default: "text",
    brief: "How findings are shown; all but text go to standard output",
  },
  scanFormat: {
    kind: "enum",
    values: ["text", "json"],
    default: "text",
    brief: "What is printed: a summary, or everything as JSON of schema version 1",
  },
  graphFormat: {
    kind: "enum",
    values: ["svg", "html", "dot", "mermaid", "json"],
    default: "svg",
    brief: "What is printed: a picture, a page that needs no server, or the graph for Graphviz, Mermaid or a program",
  },
  changed: {
    kind: "parsed",
    parse: given,
    optional: true,
    variadic: true,
    placeholder: "FILE",
    brief: "Mark what an edit of this file builds again; a dependency's or crate's name stands for a new version of it",
  },
  closure: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "RESULT",
    brief: "Show the sizes in a built release: result, or its path in the store",
  },
  migrateFormat: {
    kind: "enum",
    values: ["text", "json"],
    default: "text",
    brief: "What is printed: for people, or everything as JSON of schema version 1",
  },
  system: {
    kind: "enum",
    values: systems,
    default: "x86_64-linux",
    brief: "The system that it is built for: crates and published binaries are not the same on all",
  },
  rawLog: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Print what Nix prints, with the logs of all builds",
  },
  log: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "FILE",
    brief: "The log of a build that failed; - for standard input",
  },
  explainFormat: {
    kind: "enum",
    values: ["text", "json"],
    default: "text",
    brief: "How a log is explained: for people, or as JSON of schema version 1",
  },
  inspectFormat: {
    kind: "enum",
    values: ["text", "json", "sarif"],
    default: "text",
    brief: "What is printed: a summary, everything as JSON of schema version 1, or the findings as SARIF",
  },
  policy: {
    kind: "parsed",
    parse: namesOf(policyNames),
    optional: true,
    placeholder: "NAME,NAME",
    brief: `Where the libraries have to load, of: ${policyNames.join(", ")}; by default they are judged for all, and beam decides`,
  },
  beam: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "PATH",
    brief: "The BEAM to judge by: beam.smp, a release, or an installed Erlang; by default that of the release",
  },
  doctorFormat: {
    kind: "enum",
    values: ["text", "json"],
    default: "text",
    brief: "How the checks are shown: for people, or as JSON of schema version 1",
  },
  release: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "DIR",
    brief: "Check a built release instead: result, or any folder with bin/, lib/ and releases/",
  },
  dryRun: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Write nothing; show what would change as a diff",
  },
  force: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Overwrite generated files that were edited by hand",
  },
  renew: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Only what nif2nix.toml has hashes of: renew those of another commit",
  },
  yes: { kind: "boolean", default: false, withNegated: false, brief: "Do not ask" },
  ci: {
    kind: "enum",
    values: forges,
    optional: true,
    brief: "Write the workflow of a forge too: check, build, push to a cache, renew on a schedule",
  },
  direnv: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Write .envrc too, with which direnv enters the shell of nix develop",
  },
  offline: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Download nothing; use what deps/ and the caches hold",
  },
  style: {
    kind: "enum",
    values: styles,
    optional: true,
    brief:
      "What calls the release: flake.nix, or default.nix with pins of npins, kept in nif2nix.toml; or a package of nixpkgs is written, with --src",
  },
  src: {
    kind: "parsed",
    parse: given,
    optional: true,
    placeholder: "SOURCE",
    brief: "Where a package of nixpkgs has its sources from: github:OWNER/REPO/TAG, or another form of docs/outputs.md",
  },
  outputs: {
    kind: "parsed",
    parse: namesOf(outputNames),
    optional: true,
    placeholder: "NAME,NAME",
    brief: `What flake.nix offers besides, of: ${outputNames.join(", ")}; kept in nif2nix.toml`,
  },
  checks: {
    kind: "parsed",
    parse: namesOf(checkNames),
    optional: true,
    placeholder: "NAME,NAME",
    brief: `What flake.nix checks besides, of: ${checkNames.join(", ")}; kept in nif2nix.toml`,
  },
  rust: {
    kind: "enum",
    values: ["crane", "rustPlatform"],
    optional: true,
    brief: "Builder of the crates; crane by default",
  },
} as const;

export const FORMATS = flags.format.values;
export type Format = (typeof FORMATS)[number];

export interface ScreenFlags {
  readonly color: ColourChoice;
}

export interface ReadFlags extends ScreenFlags {
  readonly project?: string;
  readonly env?: string;
  readonly offline: boolean;
}

export interface WriteFlags extends ReadFlags {
  readonly rust?: RustBuilder;
  readonly format: Format;
  readonly dryRun: boolean;
  readonly force: boolean;
}
