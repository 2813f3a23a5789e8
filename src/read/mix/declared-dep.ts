import type { Value } from "../../elixir/eval/values/value.ts";
import type { DeclaredDep } from "../../model/mix-project.ts";
import type { Place } from "../../model/source.ts";
import { type Known, isUnknown } from "../../model/unknown.ts";
import { isKeyword, keywordGet } from "./keyword-get.ts";
import {
  type Reader,
  atom,
  atomOrString,
  field,
  integer,
  isNil,
  oneOrListOf,
  recordOf,
  string,
  truth,
  truthy,
} from "./known.ts";

/** A dependency that Mix refuses to load, and why. */
export interface InvalidDep {
  readonly invalid: string;
  readonly place: Place;
}

/**
 * One item of `deps`. Shapes and checks after Mix (lib/mix/dep/loader.ex, lib/mix/scm/git.ex): `{app, requirement}`,
 * `{app, options}` or `{app, requirement, options}`.
 * @param fallback the place where the tuple's own is not known.
 */
export function declaredDep(item: Value, fallback: Place): DeclaredDep | InvalidDep {
  const place = (item.t === "tuple" ? item.place : undefined) ?? fallback;
  const shape = "is not {app, requirement}, {app, options} or {app, requirement, options}";
  if (item.t !== "tuple" || item.items.length < 2 || item.items.length > 3) return { invalid: shape, place };
  const [app, second, third] = item.items as [Value, Value, Value | undefined];
  if (app.t !== "atom") return { invalid: `${shape}: the application is not an atom`, place };
  const requirement = third === undefined && second.t === "list" ? undefined : second;
  const options = third ?? (requirement === undefined || second.t === "unknown" ? second : NO_OPTIONS);
  if (requirement !== undefined && !mayBeRequirement(requirement)) return { invalid: shape, place };
  if (isKeyword(options) === false) return { invalid: `${shape}: the options are no keyword list`, place };
  const dep = withOptions(app.v, place, requirement, options);
  const invalid = checkOptions(dep, options);
  return invalid === undefined ? dep : { invalid, place };
}

const NO_OPTIONS: Value = { t: "list", items: [] };

function mayBeRequirement(value: Value): boolean {
  return value.t === "str" || value.t === "unknown" || isRegex(value);
}

function isRegex(value: Value): boolean {
  const struct = value.t === "map" ? keywordGet(value, "__struct__") : undefined;
  return struct?.t === "unknown" || (struct?.t === "atom" && struct.v === "Elixir.Regex");
}

function withOptions(app: string, place: Place, requirement: Value | undefined, options: Value): DeclaredDep {
  const option = <T, A>(key: string, read: Reader<T>, expected: string, absent: A): Known<T | A> =>
    field(keywordGet(options, key), read, expected, absent);
  return {
    app,
    place,
    requirement: field(requirement, string, "a version requirement as a string", null),
    only: option("only", oneOrListOf(atom), "an atom or a list of atoms", null),
    env: option("env", atom, "an atom", null),
    targets: option("targets", oneOrListOf(atom), "an atom or a list of atoms", null),
    optional: option("optional", truth, "a boolean", false),
    override: option("override", truth, "a boolean", false),
    runtime: option("runtime", truth, "a boolean", true),
    compile: option("compile", booleanOrString, "a boolean or a shell command", true),
    appOption: option("app", booleanOrString, "a boolean or the name of an .app file", true),
    manager: option("manager", atom, "an atom", null),
    inUmbrella: option("in_umbrella", truth, "a boolean", false),
    path: option("path", string, "a string", null),
    git: gitUrl(options),
    ref: option("ref", atomOrString, "a string", null),
    branch: option("branch", atomOrString, "a string", null),
    tag: option("tag", atomOrString, "a string", null),
    submodules: option("submodules", truth, "a boolean", false),
    sparse: option("sparse", string, "a string", null),
    subdir: option("subdir", string, "a string", null),
    depth: option("depth", integer, "an integer", null),
    hex: option("hex", atomOrString, "an atom or a string", null),
    repo: option("repo", atomOrString, "an atom or a string", null),
    organization: option("organization", atomOrString, "an atom or a string", null),
    systemEnv: option("system_env", recordOf(string), "a list of names and values", {}),
  };
}

const booleanOrString: Reader<boolean | string> = (value) => (value.t === "str" ? value.v : truthy(value));

/** `github:` goes before `git:`, as Mix.SCM.Git looks at them. */
function gitUrl(options: Value): Known<string | null> {
  const github = field(keywordGet(options, "github"), atomOrString, "a string", null);
  if (isUnknown(github)) return github;
  if (github !== null) return `https://github.com/${github}.git`;
  return field(keywordGet(options, "git"), string, "a string", null);
}

/** What Mix raises for options of a right shape with wrong content. */
function checkOptions(dep: DeclaredDep, options: Value): string | undefined {
  for (const key of ["only", "targets"]) {
    const value = keywordGet(options, key);
    if (value === undefined || value.t === "unknown" || isNil(value)) continue;
    const items = value.t === "list" ? value.items : [value];
    if (items.some((item) => item.t !== "atom" && item.t !== "unknown")) return `has ${key}: that is not made of atoms`;
  }
  if (typeof dep.git !== "string" || options.t !== "list") return undefined;
  const revisions = options.items.flatMap((item) =>
    item.t === "tuple" && item.items[0]?.t === "atom" && REVISIONS.has(item.items[0].v) ? [item] : [],
  );
  if (revisions.length > 1) return "has more than one of branch, ref and tag";
  const value = revisions[0]?.items[1];
  if (value !== undefined && value.t !== "str" && value.t !== "unknown") {
    // Atoms were accepted before Elixir 1.19, and locks show them.
    if (value.t === "atom" && !isNil(value)) return undefined;
    return "has a branch, ref or tag that is not a string";
  }
  if (value?.t === "str" && value.v.startsWith("-")) return "has a branch, ref or tag that starts with -";
  return undefined;
}

const REVISIONS = new Set(["branch", "ref", "tag"]);
