import { decodeText, itemsOf, pairsOf, textOf, type ErlangTerm } from "../../erlang/term.ts";
import { readErlangTerms } from "../../erlang/text-format.ts";
import { Malformed } from "../../model/malformed.ts";

/** What a package says of itself: metadata.config in its tarball, hex_metadata.config in deps/<app>. */
export interface HexMetadata {
  readonly name: string;
  readonly version: string;
  /** The application's name, where it is given. */
  readonly app: string | undefined;
  readonly buildTools: readonly string[];
  readonly files: readonly string[];
  /** SPDX identifiers, most often. */
  readonly licenses: readonly string[];
  readonly requirements: readonly HexRequirement[];
}

export interface HexRequirement {
  readonly package: string;
  readonly app: string;
  readonly requirement: string | undefined;
  readonly optional: boolean;
  readonly repository: string | undefined;
}

/** Hex's own limit for the file. */
const sizeLimit = 1 << 20;

/** Which files of the top folder tell the build tool, where the metadata does not (hex src/mix_hex_tarball.erl). */
const buildToolFiles: readonly (readonly [string, string])[] = [
  ["mix.exs", "mix"],
  ["rebar.config", "rebar3"],
  ["rebar", "rebar3"],
  ["Makefile", "make"],
  ["Makefile.win", "make"],
];

/** Reads metadata.config. Throws Malformed where it is none. */
export function readHexMetadata(bytes: Uint8Array): HexMetadata {
  if (bytes.length > sizeLimit) throw new Malformed("the metadata is larger than 1 MiB");
  const fields = pairsOf({ kind: "list", items: readErlangTerms(decodeText(bytes)) });
  const name = textOf(fields.get("name"));
  const version = textOf(fields.get("version"));
  if (name === undefined || version === undefined) throw new Malformed("the metadata names no package or no version");
  const files = texts(fields.get("files"));
  return {
    name,
    version,
    app: textOf(fields.get("app")),
    buildTools: fields.has("build_tools") ? [...new Set(texts(fields.get("build_tools")))] : guessBuildTools(files),
    files,
    licenses: texts(fields.get("licenses")),
    requirements: readRequirements(fields.get("requirements")),
  };
}

/** Strings; of `{path, content}` pairs the path, as packages of 2014 list their files. */
function texts(term: ErlangTerm | undefined): string[] {
  return itemsOf(term).flatMap((item) => textOf(item.kind === "tuple" ? item.items[0] : item) ?? []);
}

function guessBuildTools(files: readonly string[]): string[] {
  return [...new Set(buildToolFiles.filter(([file]) => files.includes(file)).map(([, tool]) => tool))];
}

/** `[{name, options}]` or a map; packages of 2014 and 2015 have lists of options with the name among them. */
function readRequirements(term: ErlangTerm | undefined): HexRequirement[] {
  if (itemsOf(term)[0]?.kind === "list") {
    return itemsOf(term).flatMap((item) => {
      const name = textOf(pairsOf(item).get("name"));
      return name === undefined ? [] : readRequirement(name, item);
    });
  }
  return [...pairsOf(term)].map(([name, options]) => readRequirement(name, options));
}

function readRequirement(name: string, options: ErlangTerm): HexRequirement {
  const fields = pairsOf(options);
  return {
    package: name,
    app: textOf(fields.get("app")) ?? name,
    requirement: textOf(fields.get("requirement")),
    optional: textOf(fields.get("optional")) === "true",
    repository: textOf(fields.get("repository")),
  };
}
