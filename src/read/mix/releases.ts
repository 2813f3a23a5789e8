import type { Value } from "../../elixir/eval/values/value.ts";
import type { Release } from "../../model/mix-project.ts";
import { isUnknown, type Known } from "../../model/unknown.ts";
import { keywordGet } from "./keyword-get.ts";
import { atom, field, keywordOf, listOf, type Reader, string } from "./known.ts";

/** `releases:`, a keyword of options or of functions that give them (lib/mix/release.ex, find_release/2). */
export function releases(value: Value | undefined): Known<readonly Release[]> {
  return field(value, keywordOf(release), "a keyword list", []);
}

function release(name: string, given: Value): Release {
  const options = given.t === "fn" ? given.fn.call([]) : given;
  const applications = field(keywordGet(options, "applications"), keywordOf(nameOnly), "a keyword list", []);
  return {
    name,
    applications: Array.isArray(applications) && applications.length === 0 ? null : applications,
    version: field(keywordGet(options, "version"), string, "a string", null),
    configProviders: field(
      keywordGet(options, "config_providers"),
      listOf(provider),
      "a list of modules with what they are given",
      [],
    ),
    steps: field(keywordGet(options, "steps"), listOf(step), "a list of steps", ["assemble"]),
  };
}

/** Whether `releases:` may name what reads configuration when a release starts, besides config/runtime.exs. */
export function mayReadConfigAtStart(value: Value | undefined): boolean {
  const reads = (_: string, given: Value): boolean => {
    const options = given.t === "fn" ? given.fn.call([]) : given;
    return ["config_providers", "runtime_config_path"].some((key) => keywordGet(options, key) !== undefined);
  };
  const found: Known<readonly boolean[]> = field(value, keywordOf(reads), "a keyword list", []);
  return isUnknown(found) || found.includes(true);
}

const step: Reader<string> = (value) => atom(value) ?? (value.t === "fn" ? (value.fn.name ?? "a function") : undefined);

/** `{My.Provider, "/etc/my_app.json"}`: the module, and what it is given where that is a text. */
const provider: Reader<string> = (value) => {
  const [module, given] = value.t === "tuple" ? value.items : [];
  if (module?.t !== "atom") return undefined;
  const name = module.v.replace(/^Elixir\./, "");
  return given?.t === "str" ? `${name} of ${given.v}` : name;
};

/** `app: :permanent`: how it is started is Mix's business. */
function nameOnly(name: string): string {
  return name;
}
