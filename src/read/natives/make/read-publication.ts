import { atom, map, str } from "../../../elixir/eval/values/make.ts";
import type { Value } from "../../../elixir/eval/values/value.ts";
import type { MakePublication } from "../../../model/make.ts";
import { isUnknown, type Known, unknown, wrongKind } from "../../../model/unknown.ts";
import { keywordGet } from "../../mix/keyword-get.ts";
import { field, isNil, listOf, string, truthy } from "../../mix/known.ts";

/** What precompilers call the systems that archives are made on (CCPrecompiler.current_target/0). */
const targets = ["x86_64-linux-gnu", "aarch64-linux-gnu", "x86_64-linux-musl", "aarch64-linux-musl"];

/**
 * What `mix elixir_make.precompile` makes of a project: an archive for each NIF version of `make_precompiler_nif_versions`.
 * @param config what Mix.Project.config() answers in it.
 */
export function readPublication(config: Value): Known<MakePublication | null> {
  const precompiler = keywordGet(config, "make_precompiler");
  if (precompiler?.t === "unknown") return unknown(precompiler.why);
  if (truthy(precompiler) === false) return null;
  const [type] = precompiler?.t === "tuple" ? precompiler.items : [];
  if (type === undefined) return wrongKind("a tuple of a type and a module");
  if (type.t === "unknown") return unknown(type.why);
  const isNif = type.t === "atom" && type.v === "nif";
  return { nifVersions: isNif ? nifVersions(keywordGet(config, "make_precompiler_nif_versions")) : null };
}

function nifVersions(option: Value | undefined): MakePublication["nifVersions"] {
  if (option === undefined || isNil(option)) return null;
  const versions = keywordGet(option, "versions");
  if (versions?.t !== "fn") return field(versions, listOf(string), "a list of strings", null);
  const found = new Set<string>();
  for (const target of targets) {
    const answer = versions.fn.call([map([[atom("target"), str(target)]])]);
    const each = field(answer, listOf(string), "a list of strings", []);
    if (isUnknown(each)) return each;
    for (const version of each) found.add(version);
  }
  return [...found];
}
