import type { Value } from "../../../elixir/eval/values/value.ts";
import { type MakeArtifacts, type MakeBuild, nothingMade } from "../../../model/make.ts";
import { joinPath } from "../../../model/paths.ts";
import { isUnknown, knownOr, unknown, type Known } from "../../../model/unknown.ts";
import { keywordGet, pairsOf } from "../../mix/keyword-get.ts";
import { field, string, truthy } from "../../mix/known.ts";
import type { SourceTree } from "../../sources/source-tree.ts";
import { readChecksumFile } from "../checksums.ts";
import { WorkReader } from "./work.ts";

/**
 * What elixir_make does for a package: what it would download, and what its Makefile runs.
 * Options: Mix.Tasks.Compile.ElixirMake; names of artifacts: ElixirMake.Artefact.
 * @param config what Mix.Project.config() answers in the dependency.
 */
export function readMake(config: Value, tree: SourceTree): MakeBuild {
  const option = (name: string): Value | undefined => keywordGet(config, name);
  const precompiler = option("make_precompiler");
  const [type] = precompiler?.t === "tuple" ? precompiler.items : [];
  const folder = joinPath(knownOr(field(option("make_cwd"), string, "a string", "."), "."));
  const name = knownOr(field(option("make_makefile"), string, "a string", "Makefile"), "Makefile");
  return {
    precompiler: truthy(precompiler) !== false,
    precompiled: type?.t === "atom" ? artifacts(type.v, option, tree) : null,
    forced: forced(option),
    ...new WorkReader(tree, environment(option("make_env"))).makefile(folder, name).work,
  };
}

/** What a package runs that make builds, as it is; null where it has no Makefile. */
export function readPlainMake(tree: SourceTree): MakeBuild | null {
  const reader = new WorkReader(tree);
  const found = [".", "c_src"].filter((folder) => tree.fs.exists(joinPath(tree.folder, folder, "Makefile")));
  for (const folder of found) reader.makefile(folder, "Makefile");
  return found.length === 0 ? null : { ...nothingMade, ...reader.work };
}

function artifacts(type: string, option: (name: string) => Value | undefined, tree: SourceTree): MakeArtifacts | null {
  const text = (name: string): string | undefined => {
    const value = option(name);
    return value?.t === "str" ? value.v : undefined;
  };
  const app = option("app");
  const [url, version, checksums] = [
    text("make_precompiler_url"),
    text("version"),
    readChecksumFile(tree, "checksum.exs"),
  ];
  if (url === undefined || version === undefined || checksums === undefined || app?.t !== "atom") return null;
  return { app: app.v, version, type, url, checksums };
}

/** A version with `dev` in it is compiled, and one that says so. */
function forced(option: (name: string) => Value | undefined): Known<boolean> {
  const version = field(option("version"), string, "a string", "");
  if (isUnknown(version)) return version;
  const [, before = ""] = /-([\w.-]*)/.exec(version) ?? [];
  if (before.split(/[.-]/).includes("dev")) return true;
  const force = option("make_force_build");
  if (force?.t === "unknown") return unknown(force.why);
  return truthy(force) ?? false;
}

/** The variables of `make_env` that are known: a map, or a function that gives one. */
function environment(value: Value | undefined): ReadonlyMap<string, string> {
  const map = value?.t === "fn" && value.fn.arity === 0 ? value.fn.call([]) : value;
  const pairs = map === undefined ? undefined : pairsOf(map);
  if (pairs === undefined || isUnknown(pairs)) return new Map();
  return new Map(pairs.flatMap(([key, text]) => (key.t === "str" && text.t === "str" ? [[key.v, text.v]] : [])));
}
