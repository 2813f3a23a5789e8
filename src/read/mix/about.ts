import type { Value } from "../../elixir/eval/values/value.ts";
import type { About } from "../../model/mix-project.ts";
import { type Known, isUnknown } from "../../model/unknown.ts";
import { keywordGet } from "./keyword-get.ts";
import { atomOrString, field, keywordOf, listOf, string } from "./known.ts";

/**
 * What a project says of itself: its own keys, and `package:`, whose keys win where both have one, as in Hex's metadata
 * (hex lib/mix/tasks/hex.build.ex). The homepage is `homepage_url`, else `source_url`, else the link that is called GitHub,
 * or the only one.
 */
export function about(project: Value): About {
  const own = keywordGet(project, "package");
  const text = (of: Value | undefined, key: string): Known<string | null> =>
    of === undefined ? null : field(keywordGet(of, key), string, "a string", null);
  return {
    description: trimmed(firstOf([() => text(own, "description"), () => text(project, "description")])),
    homepage: firstOf([() => text(project, "homepage_url"), () => text(project, "source_url"), () => link(own)]),
    licenses: own === undefined ? [] : field(keywordGet(own, "licenses"), listOf(string), "a list of strings", []),
  };
}

/** The first that is there; unknown where one before it may be. */
function firstOf(values: readonly (() => Known<string | null>)[]): Known<string | null> {
  for (const value of values) {
    const found = value();
    if (found !== null) return found;
  }
  return null;
}

function link(own: Value | undefined): Known<string | null> {
  if (own === undefined) return null;
  const links = field(keywordGet(own, "links"), pairs, "a map of strings", []);
  if (isUnknown(links)) return links;
  const github = links.find(([name]) => name.toLowerCase() === "github");
  return (github ?? (links.length === 1 ? links[0] : undefined))?.[1] ?? null;
}

/** Keys of `links:` are strings most often. */
const pairs = (value: Value): Known<readonly (readonly [string, string])[]> | undefined =>
  value.t === "map" || value.t === "list" ? pairsOfStrings(value) : undefined;

const pairsOfStrings = keywordOf<readonly [string, string]>((name, value) => {
  const address = field(value, atomOrString, "a string", "");
  return isUnknown(address) ? address : [name, address];
});

/** Descriptions are heredocs often: one line, without a full stop, as nixpkgs has them (pkgs/README.md, "Meta attributes"). */
function trimmed(text: Known<string | null>): Known<string | null> {
  if (text === null || isUnknown(text)) return text;
  const line = text.replaceAll(/\s+/g, " ").trim();
  const whole = /^[^.]*\.$/.test(line) ? line.slice(0, -1) : line;
  return whole === "" ? null : whole;
}
