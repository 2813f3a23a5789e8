import type { Code } from "../code-entry.ts";

/** NN88x: what init is asked for besides: a package of nixpkgs, a workflow. */
export const nixpkgsCodes = {
  "source-unknown": {
    number: "NN880",
    severity: "error",
    message: "{what} the sources come from",
    help: "Give --src one of these forms: {forms}.",
  },
  "not-for-nixpkgs": {
    number: "NN881",
    severity: "error",
    message: "{what} cannot be written as a package of nixpkgs: {why}",
    help: "{todo}.",
  },
  "upstream-hash-unknown": {
    number: "NN882",
    severity: "warning",
    message: "the hash of {what} is not known: {why}",
    help: "package.nix has lib.fakeHash in its place: build it, and put what Nix says after `got:` there.",
  },
  "tag-of-other-version": {
    number: "NN883",
    severity: "warning",
    message: "the sources are those of the tag {tag}, and mix.exs here has the version {version}",
    help: "Check that tag out and run this again there: dependencies and crates are read from the files here. Where the tag is the right one, nothing is to be done.",
  },
  "workflow-not-written": {
    number: "NN885",
    severity: "error",
    message: "the workflow of {forge} is not written: {why}",
    help: "Leave --ci out, and write one by hand: docs/outputs.md says what it runs.",
  },
  "meta-incomplete": {
    number: "NN884",
    severity: "info",
    message: "`meta` of the package is not complete: mix.exs has no {fields}",
    help: "Fill it in, in package.nix; nixpkgs asks for it. What `description:`, `homepage_url:` and `package: [licenses: ...]` of mix.exs say is taken by itself.",
  },
} as const satisfies Record<string, Code>;
