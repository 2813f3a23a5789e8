import type { Value } from "../../elixir/eval/values/value.ts";
import type { Release } from "../../model/project.ts";
import type { Known } from "../../model/unknown.ts";
import { keywordGet } from "./keyword-get.ts";
import { field, keywordOf, string } from "./known.ts";

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
  };
}

/** `app: :permanent`: how it is started is Mix's business. */
function nameOnly(name: string): string {
  return name;
}
