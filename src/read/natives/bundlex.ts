import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import { type MakeBuild, nothingMade } from "../../model/make.ts";
import { joinPath } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";
import { fromStandardEnvironment } from "../../recipes/linked-libraries.ts";
import { keywordGet, pairsOf } from "../mix/keyword-get.ts";
import type { SourceTree } from "../sources/source-tree.ts";

/**
 * What Bundlex compiles by a package's bundlex.exs: libraries that it asks pkg-config for, and that it links by name. Null where there is no
 * such file. What cannot be known of it is one of the downloads, for a person. Source: https://hexdocs.pm/bundlex/Bundlex.Project.html
 */
export function readBundlex({ fs, folder }: SourceTree, newEvaluator: () => Evaluator): MakeBuild | null {
  const path = joinPath(folder, "bundlex.exs");
  if (!fs.exists(path)) return null;
  const evaluator = newEvaluator();
  const [module] = evaluator.evalFile(path)?.modules ?? [];
  const project = module === undefined ? undefined : evaluator.call(module.name, "project", []);
  const natives = ["natives", "libs", "nifs", "cnodes", "ports"].flatMap((kind) =>
    pairs(project && keywordGet(project, kind)).map(([, native]) => native),
  );
  const asked = natives.flatMap((native) => [
    ...pairs(keywordGet(native, "os_deps")).map(([name, providers]) => ofDependency(name, providers)),
    ...strings(keywordGet(native, "pkg_configs")).map((name): Provided => ({ libraries: [name], fetched: null })),
  ]);
  const libraries = asked.flatMap((each) => each.libraries);
  const linked = natives.flatMap((native) => strings(keywordGet(native, "libs")));
  const fetched = asked.flatMap((each) => each.fetched ?? []);
  return {
    ...nothingMade,
    programs: libraries.length === 0 ? [] : ["pkg-config"],
    libraries: [...new Set(libraries)].sort(),
    linked: [...new Set(linked)].filter((name) => !fromStandardEnvironment.has(name)).sort(),
    downloads: [
      ...(natives.length === 0 ? ["has a bundlex.exs that is not understood"] : []),
      ...fetched.map((name) => `downloads the library ${name} by bundlex.exs`),
    ],
  };
}

interface Provided {
  /** Modules of pkg-config. */
  readonly libraries: readonly string[];
  /** The library, where nothing but a download gives it. */
  readonly fetched: string | null;
}

/** `openssl: :pkg_config`; before Bundlex 1.3 `{:pkg_config, "openssl"}` and `{[...], "openssl"}`. */
function ofDependency(name: Value, given: Value): Provided {
  if (name.t === "atom" && name.v !== "pkg_config") return ofProviders(name.v, given);
  const [old = "of an unknown name"] = strings(given);
  return name.t === "atom" ? { libraries: strings(given), fetched: null } : ofProviders(old, name);
}

/** `:pkg_config`, `{:pkg_config, "name"}` or with a list of names, `{:precompiled, ...}`: the first that works counts, and no download does. */
function ofProviders(name: string, given: Value): Provided {
  const providers = given.t === "list" ? given.items : [given];
  for (const provider of providers) {
    if (provider.t === "atom" && provider.v === "pkg_config") return { libraries: [name], fetched: null };
    if (provider.t !== "tuple") continue;
    const [kind, names] = provider.items;
    if (kind?.t === "atom" && kind.v === "pkg_config") return { libraries: strings(names), fetched: null };
  }
  return { libraries: [], fetched: name };
}

/** Those that are known. */
function pairs(value: Value | undefined): readonly (readonly [Value, Value])[] {
  const found = value === undefined ? undefined : pairsOf(value);
  return found === undefined || isUnknown(found) ? [] : found;
}

/** The strings of a list, or one. */
function strings(value: Value | undefined): readonly string[] {
  const items = value?.t === "list" ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.t === "str" ? [item.v] : []));
}
