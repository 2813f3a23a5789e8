import { nil } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { MixAlias, MixArchive, MixProject } from "../../model/mix-project.ts";
import { joinPath } from "../../model/paths.ts";
import type { Place } from "../../model/source.ts";
import { type Known, isUnknown, unknown } from "../../model/unknown.ts";
import { about } from "./about.ts";
import { keywordGet } from "./keyword-get.ts";
import { type Reader, atom, field, isNil, keywordOf, listOf, string, truth } from "./known.ts";
import { releases } from "./releases.ts";

/**
 * The fields of a project, from what `project/0` answers. Defaults after Mix.Project (lib/mix/project.ex,
 * default_config/0), the compilers after Mix.compilers/0. Dependencies are added by the caller.
 */
export function mixProject(path: string, place: Place, project: Value): Omit<MixProject, "declaredDeps"> {
  const get = <T, A>(key: string, read: Reader<T>, expected: string, absent: A): Known<T | A> =>
    field(keywordGet(project, key), read, expected, absent);
  const pathOr = (key: string, standard: string): Known<string> => {
    // `key: nil` leaves Mix without a path; no use of that is known, so the standard one is as good.
    const value = get(key, string, "a string", standard);
    return isUnknown(value) ? value : joinPath(value);
  };
  const appsPath = get("apps_path", string, "a string", null);
  return {
    path,
    place,
    app: get("app", atom, "an atom", null),
    version: get("version", string, "a string", null),
    elixir: get("elixir", string, "a string", null),
    umbrella: appsPath !== null && !isUnknown(appsPath),
    appsPath: appsPath === null || isUnknown(appsPath) ? appsPath : joinPath(appsPath),
    configPath: pathOr("config_path", "config/config.exs"),
    buildPath: pathOr("build_path", "_build"),
    depsPath: pathOr("deps_path", "deps"),
    lockfile: pathOr("lockfile", "mix.lock"),
    elixircPaths: paths(get("elixirc_paths", listOf(string), "a list of strings", ["lib"])),
    compilers: get("compilers", listOf(atom), "a list of atoms", STANDARD_COMPILERS),
    aliases: get("aliases", aliases, "a keyword list", []),
    releases: releases(keywordGet(project, "releases")),
    defaultRelease: get("default_release", atom, "an atom", null),
    about: about(project),
    archives: get("archives", listOf(archive), "a list of archives", []),
    escript: (keywordGet(project, "escript")?.t ?? "unknown") !== "unknown",
    warningsAsErrors: field(
      keywordGet(keywordGet(project, "elixirc_options") ?? nil, "warnings_as_errors"),
      truth,
      "a boolean",
      false,
    ),
  };
}

/** `{:name, "~> 1.0"}`, options behind (lib/mix/tasks/archive.check.ex). */
const archive: Reader<MixArchive> = (value) => {
  const [name, requirement] = value.t === "tuple" ? value.items : [];
  const read = field(name, atom, "an atom", null);
  if (read === null || isUnknown(read)) return isUnknown(read) ? read : undefined;
  return { name: read, requirement: field(requirement, string, "a string", ">= 0.0.0") };
};

const STANDARD_COMPILERS: readonly string[] = ["yecc", "leex", "erlang", "elixir", "app"];

function paths(value: Known<readonly string[]>): Known<readonly string[]> {
  return isUnknown(value) ? value : value.map((path) => joinPath(path));
}

const aliases: Reader<readonly MixAlias[]> = keywordOf((name, steps) => {
  const list = steps.t === "list" ? steps.items : isNil(steps) ? [] : [steps];
  return { name, steps: list.map(aliasStep) };
});

function aliasStep(step: Value): Known<string> {
  if (step.t === "fn") return unknown("is a function");
  return field(step, string, "a string", "");
}
