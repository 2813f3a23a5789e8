import { parseRequirement, versionMatches } from "../../version/requirement.ts";
import { compareVersions, parseVersion, type Version } from "../../version/version.ts";
import { field } from "../values/enumerate.ts";
import { lookup } from "../values/keyword-list.ts";
import { atom, bool, int, list, nil, str, struct, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";

function made(version: Version): Value {
  return struct("Elixir.Version", {
    build: version.build === null ? nil : str(version.build),
    major: int(version.major),
    minor: int(version.minor),
    patch: int(version.patch),
    pre: list(version.pre.map((part) => (typeof part === "number" ? int(part) : str(part)))),
  });
}

/** A version from its text or from a Version struct. */
function versionOf(c: BuiltinCall, value: Value): Version {
  const known = c.known(value);
  if (known.t === "str") return parseVersion(known.v) ?? c.raise(`${JSON.stringify(known.v)} is no version`);
  if (known.t !== "map") return c.wrong(value, "a version");
  const number = (name: string): number => c.size(field(known, name) ?? nil);
  const pre = c.items(field(known, "pre") ?? nil).map((part) => (part.t === "int" ? Number(part.v) : c.str(part)));
  return { major: number("major"), minor: number("minor"), patch: number("patch"), pre, build: null };
}

const matches: Builtin = (c, version, requirement, options) => {
  const known = c.known(requirement);
  const source = known.t === "map" ? c.str(field(known, "source") ?? nil) : c.str(requirement);
  const wanted = parseRequirement(source) ?? c.raise(`${JSON.stringify(source)} is no requirement`);
  const found = options === undefined ? undefined : lookup(c.list(options), "allow_pre");
  return bool(versionMatches(versionOf(c, version), wanted, found?.found === "yes" ? c.truthy(found.value) : true));
};

export const versionBuiltins: BuiltinModule = {
  module: "Elixir.Version",
  functions: {
    "parse/1": (c, text) => {
      const version = parseVersion(c.str(text));
      return version === undefined ? atom("error") : tuple(atom("ok"), made(version));
    },
    "parse!/1": (c, text) => made(versionOf(c, text)),
    "match?/2": matches,
    "match?/3": matches,
    "compare/2": (c, a, b) => {
      const order = compareVersions(versionOf(c, a), versionOf(c, b));
      return atom(order < 0 ? "lt" : order > 0 ? "gt" : "eq");
    },
    "to_string/1": (c, version) => c.rt.callRemote("Elixir.Kernel", "to_string", [version], c.node, c.frame),
    "parse_requirement/1": (c, text) =>
      parseRequirement(c.str(text)) === undefined ? atom("error") : tuple(atom("ok"), requirement(text)),
    "parse_requirement!/1": (c, text) =>
      parseRequirement(c.str(text)) === undefined ? c.raise("that is no requirement") : requirement(text),
  },
};

const requirement = (source: Value): Value => struct("Elixir.Version.Requirement", { source });
