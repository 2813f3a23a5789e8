import { isInside, joinPath, parentPath } from "../model/paths.ts";
import { SourceFile } from "../model/source.ts";
import { type Attribute, type Call, type NixFile, attributesOf, callsOf, listOf, plainValue } from "./nix-file.ts";
import type { Piece, PieceName } from "./piece.ts";

/** What is known of the project that the files are about. */
export interface Known {
  /** Folders of NIFs' crates, relative to the project, by package name. */
  readonly crates: Readonly<Record<string, string>>;
  /** Environment variables that NIF modules read while they compile. */
  readonly switches: readonly string[];
}

/** Functions of nixpkgs and of others, by their last name; `of` is what has to stand before it. */
const functions: readonly { readonly name: RegExp; readonly of?: RegExp; readonly kind: PieceName }[] = [
  { name: /^mixRelease$/, kind: "release" },
  { name: /^buildMix$/, kind: "mix-package" },
  { name: /^fetchMixDeps$/, kind: "fetched-deps" },
  { name: /^(?:buildRustPackage|fetchCargoVendor|fetchCargoTarball|importCargoLock)$/, kind: "crate" },
  { name: /^(?:buildPackage|buildDepsOnly|vendorCargoDeps)$/, of: /crane|naersk/i, kind: "crate" },
  { name: /^makePackageSet(?:')?$/, kind: "crate" },
  {
    name: /^(?:buildNpmPackage|fetchNpmDeps|fetchYarnDeps|fetchPnpmDeps|importNpmLock|mkYarnPackage|mkYarnModules|mkPnpmPackage)$/,
    kind: "node-packages",
  },
  { name: /^fetchDeps$/, of: /pnpm/, kind: "node-packages" },
  { name: /^(?:node_modules|build)$/, of: /npmlock2nix/, kind: "node-packages" },
  { name: /^mkShell(?:NoCC)?$/, kind: "shell" },
  { name: /^mkShell$/, of: /devshell/, kind: "shell" },
];

/** Variables that the generated build sets, or that nothing reads in it. */
const variables =
  /^(?:RUSTLER_PRECOMPILED_\w+|RUSTLER_SKIP_COMPILE|ELIXIR_MAKE_\w+|MIX_(?:ESBUILD|TAILWIND)_\w+|HEX_(?:HOME|OFFLINE)|MIX_(?:HOME|ENV|TARGET|REBAR3?)|CARGO_HOME|LANG|LC_ALL|HOME)$/;
/** Of those, the ones that say what kind of set-up it is; the others come along unnoticed. */
const telling = /^(?:RUSTLER_PRECOMPILED_\w+|RUSTLER_SKIP_COMPILE|ELIXIR_MAKE_\w+|MIX_(?:ESBUILD|TAILWIND)_\w+)$/;

/** Packages that the generated build has where it needs them. */
const brought =
  /^(?:.*\.)?(?:cargo|rustc|rustup|rust|rustToolchain|rustToolChain|elixir\w*|erlang\w*|hex|rebar3?|nodejs\w*|npm|yarn|pnpm\w*|npmConfigHook|esbuild|tailwindcss\w*|git|makeWrapper|glibcLocales\w*)$/;

/** Attributes of a release that say what is read from the project or what nixpkgs does by itself. */
const plainAttributes =
  /^(?:pname|name|version|src|mixNixDeps|mixFodDeps|mixEnv|MIX_ENV|elixir|erlang|hex|beamPackages|beamDeps|meta(?:\..+)?|passthru(?:\..+)?|removeCookie|stripDebug|enableDebugInfo|compileFlags|erlangCompilerOptions|depsSha256|sha256|hash|cargoHash|cargoSha256|cargoLock(?:\..+)?|cargoDeps|cargoArtifacts|cargoVendorDir|cargoToml|cargoExtraArgs|doCheck|strictDeps|npmDeps|npmDepsHash|npmRoot|root|inherit|packages|mixExs|unpackPhase|dontUnpack|outputHash.*|pname.*|appConfigPath|buildPlugins|propagatedBuildInputs|target|CARGO_BUILD_TARGET|CARGO_BUILD_RUSTFLAGS|HOME)$/;

const shellPhase =
  /^(?:(?:pre|post)?(?:unpack|patch|configure|build|check|install|fixup)(?:Phase)?|pre\w+|post\w+|\w+Phase|shellHook)$/i;

/** Lines of shell that the generated build has no use for. */
const copiesLibrary = /priv\/native|priv\/[\w.-]+\.so|lib\/[\w$-]+\/priv/;
const buildsAssets =
  /assets\.deploy|phx\.digest|_build\/(?:esbuild|tailwind)|(?:MIX_)?(?:ESBUILD|TAILWIND)_\w*PATH|esbuild_path|tailwind_path|npm (?:ci|install|run)|yarn (?:install|build)|deps\.loadpaths|assets\/node_modules|node_modules/;

/** Longer values than anybody writes by hand, which may lie in each other, are looked at no further. */
const maxText = 1 << 16;
const maxTokens = 256;

/** The pieces of one file. */
export function nixPieces(file: NixFile, known: Known): readonly Piece[] {
  const source = new SourceFile(file.path, file.text);
  const pieces: Piece[] = [];
  const add = (kind: PieceName, at: number, what: string, more: Partial<Piece> = {}): void => {
    const place = source.place(file.tokens[at]?.start ?? 0);
    pieces.push({ kind, place, what, settings: [], byHand: [], ...more });
  };
  const whole = wholeFile(file);
  if (whole !== undefined) {
    add(whole, 0, file.path);
    return pieces;
  }
  const calls = callsOf(file);
  const found = calls.flatMap((call) => {
    const kind = kindOf(call, file);
    return kind === undefined ? [] : [{ call, kind }];
  });
  const hasRelease = found.some(({ kind }) => kind === "release" || kind === "mix-package");
  const texts = textPieces(file, known);
  const native = hasRelease || texts.some(({ kind }) => kind === "library-copy");
  for (const { call, kind } of found) {
    if (kind === "crate") {
      const crate = crateOf(call, file, known);
      if (crate === undefined && !native) continue;
      const name = crate ?? nameOf(file, call, known);
      const carried = carry(file, call.attributes, name === undefined ? undefined : ["crate", name]);
      add(kind, call.at, call.full, carried);
    } else if (kind === "release" && /^(?:test|dev)$/.test(environmentOf(file, call.attributes) ?? "")) {
      add("check", call.at, call.full);
    } else if (kind === "release" || kind === "mix-package") {
      add(kind, call.at, call.full, carry(file, call.attributes, ["build"], known));
    } else if (kind === "shell") {
      if (isElixirShell(file, call.attributes)) add(kind, call.at, call.full, carryShell(file, call.attributes));
    } else if (kind !== "node-packages" || hasRelease || /assets|node_modules|package/.test(file.text)) {
      add(kind, call.at, call.full);
    }
  }
  for (const at of devshells(file)) add("shell", at, "devshells");
  for (const override of overridesOf(file, calls)) add("override", override.at, override.name, override.carried);
  for (const { kind, at, what } of texts) add(kind, at, what);
  return pieces.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

/** A file that a program wrote. */
function wholeFile(file: NixFile): PieceName | undefined {
  const { text } = file;
  if (/^#[^\n]*generated by node2nix/im.test(text.slice(0, 500))) return "node-file";
  if (/^#[^\n]*generated by:? cargo2nix|^#[^\n]*generated by crate2nix/im.test(text.slice(0, 500))) return "crate-file";
  const packages = text.match(/\bfetchHex\b/g)?.length ?? 0;
  const builders = text.match(/\bbuild(?:Mix|Rebar3|ErlangMk)\b/g)?.length ?? 0;
  const isRelease = /\bmixRelease\b/.test(text);
  if (packages === 0 || builders === 0 || isRelease || !/\boverrides\b/.test(text)) return undefined;
  return /\bworkarounds\b|\brustlerPrecompiled\b|\bportCompiler\b/.test(text) ? "deps-nix-file" : "mix2nix-file";
}

function kindOf({ name, full, set, at }: Call, { tokens }: NixFile): PieceName | undefined {
  const before = full.slice(0, full.length - name.length);
  const found = functions.find((each) => each.name.test(name) && (each.of === undefined || each.of.test(before)));
  // A name that is given something: not one that is bound, inherited or an argument.
  const next = tokens[at + 2 * full.split(".").length - 1];
  const given = set !== null || next?.kind === "name" || next?.text === "(";
  return found === undefined || !given ? undefined : found.kind;
}

/** The package of a NIF's crate that a derivation is made from, by the folders that it names. */
function crateOf(call: Call, file: NixFile, { crates }: Known): string | undefined {
  const folder = parentPath(file.path);
  const paths = call.attributes
    .filter(({ name }) => /^(?:src|root|cargoLock|cargoToml|cargoLock\.lockFile)$/.test(name))
    .flatMap(({ from, to }) => file.tokens.slice(from, Math.min(to, from + maxTokens)))
    .flatMap(({ kind, text }) => (kind === "path" && text.startsWith(".") ? [joinPath(folder, text)] : []));
  return Object.keys(crates).find((name) =>
    paths.some((path) => isInside(path, crates[name] ?? "") || isInside(crates[name] ?? "", path)),
  );
}

/** By its name where that is the name of a crate, or by there being one only. */
function nameOf(file: NixFile, { attributes }: Call, { crates }: Known): string | undefined {
  const written = textOf(file, attributes, "pname") ?? textOf(file, attributes, "name");
  const names = Object.keys(crates);
  if (names.length === 0 || (written !== undefined && names.includes(written))) return written;
  return names.length === 1 ? names[0] : undefined;
}

const textOf = (file: NixFile, attributes: readonly Attribute[], name: string): string | undefined => {
  const found = attributes.find((each) => each.name === name);
  return found === undefined ? undefined : plainValue(file, found);
};

const environmentOf = (file: NixFile, attributes: readonly Attribute[]): string | undefined =>
  textOf(file, attributes, "mixEnv") ?? textOf(file, attributes, "MIX_ENV") ?? textOf(file, attributes, "env.MIX_ENV");

/** Inputs and variables as settings, and what else there is for a person. */
function carry(
  file: NixFile,
  attributes: readonly Attribute[],
  table: readonly string[] | undefined,
  known?: Known,
): Pick<Piece, "settings" | "byHand"> {
  const values: Record<string, string> = {};
  const env: Record<string, string> = {};
  const byHand: string[] = [];
  for (const attribute of attributes) {
    const { name, from, to } = attribute;
    if (name === "nativeBuildInputs" || name === "buildInputs") {
      const { names, more } = listOf(file, attribute);
      const wanted = names.filter((each) => !brought.test(each));
      if (wanted.length > 0) values[name] = JSON.stringify(wanted);
      if (more) byHand.push(`${name} has more than names of packages`);
      continue;
    }
    if (name === "env" && file.tokens[from]?.text === "{") {
      for (const each of attributesOf(file, from)) variable(each.name, each);
      continue;
    }
    const own = /^(?:env\.)?([A-Z][A-Z0-9_]*)$/.exec(name)?.[1];
    if (own !== undefined) variable(own, attribute);
    else if (name === "patches") byHand.push("patches");
    else if (name === "overrides") continue;
    else if (shellPhase.test(name)) {
      if (from < to && !isReplaced(file, from, to)) byHand.push(`${name}: shell of your own`);
    } else if (!plainAttributes.test(name)) byHand.push(name);
  }
  if (Object.keys(env).length > 0) {
    const pairs = Object.entries(env).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
    values["env"] = `{ ${pairs.join(", ")} }`;
  }
  if (table === undefined) {
    const lines = Object.entries(values).map(([key, value]) => `${key} = ${value} under [crate.NAME]`);
    return { settings: [], byHand: [...lines, ...byHand] };
  }
  return { settings: Object.keys(values).length === 0 ? [] : [{ table, values }], byHand };

  function variable(name: string, attribute: Attribute): void {
    if (variables.test(name) || known?.switches.includes(name) === true || plainAttributes.test(name)) return;
    const value = plainValue(file, attribute);
    if (value === undefined) byHand.push(`the variable ${name}`);
    else env[name] = value;
  }
}

/** Whether every line of a shell text is of the kind that the generated build has no use for. */
function isReplaced(file: NixFile, from: number, to: number): boolean {
  const start = file.tokens[from]?.start ?? 0;
  const end = file.tokens[to]?.start ?? file.text.length;
  if (end - start > maxText) return false;
  const lines = file.text
    .slice(start, end)
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^(?:''|")|(?:''|")$/g, "")
        .trim(),
    )
    .filter((line) => line !== "" && !line.startsWith("#"));
  return lines.every((line) => copiesLibrary.test(line) || buildsAssets.test(line) || /^runHook \w+$/.test(line));
}

/** Of a shell with Elixir or Rust in it. */
function isElixirShell(file: NixFile, attributes: readonly Attribute[]): boolean {
  const last = attributes.at(-1);
  const from = file.tokens[attributes[0]?.from ?? 0]?.start ?? 0;
  const to = file.tokens[last?.to ?? 0]?.start ?? 0;
  return /\b(?:elixir|erlang|beam)|\b(?:mix|mix2nix|hex)\b/i.test(file.text.slice(from, Math.min(to, from + maxText)));
}

function carryShell(file: NixFile, attributes: readonly Attribute[]): Pick<Piece, "byHand"> {
  const names = attributes
    .filter(({ name }) => /^(?:packages|buildInputs|nativeBuildInputs)$/.test(name))
    .flatMap((each) => listOf(file, each).names)
    .filter((name) => !brought.test(name));
  return {
    byHand: [
      ...(names.length === 0 ? [] : [`into packages of its shell: ${names.join(" ")}`]),
      ...(attributes.some(({ name }) => name === "shellHook") ? ["shellHook"] : []),
    ],
  };
}

/** `devshells.default = { ... }` of numtide's devshell, which is given to no function; what is not written there counts as well. */
const devshells = (file: NixFile): readonly number[] =>
  file.tokens.flatMap(({ kind, text }, at) => {
    const [dot, , is, open] = file.tokens.slice(at + 1, at + 5);
    if (kind !== "name" || text !== "devshells" || dot?.text !== "." || is?.text !== "=") return [];
    return open?.text !== "{" || isElixirShell(file, attributesOf(file, at + 4)) ? [at] : [];
  });

interface Override {
  readonly name: string;
  readonly at: number;
  readonly carried: Pick<Piece, "settings" | "byHand">;
}

/** `prev.bcrypt_elixir.override { ... }` and `.overrideAttrs (old: { ... })`, in a file that overrides Mix dependencies. */
function overridesOf(file: NixFile, calls: readonly Call[]): readonly Override[] {
  // `overrides = final: prev: {` of mixNixDeps.
  const arguments_ = new Set(
    file.tokens.flatMap(({ kind, text }, at) => {
      if (kind !== "name" || text !== "overrides" || file.tokens[at + 1]?.text !== "=") return [];
      const first = file.tokens[at + 2]?.text === "(" ? at + 3 : at + 2;
      const [colon, name, end] = file.tokens.slice(first + 1, first + 4);
      return colon?.text === ":" && name?.kind === "name" && end?.text === ":" ? [name.text] : [];
    }),
  );
  return calls.flatMap((call): readonly Override[] => {
    const [of, app, how, more] = call.full.length > 200 ? [] : call.full.split(".");
    if (of === undefined || app === undefined || call.set === null || more !== undefined) return [];
    if (!/^override(?:Attrs)?$/.test(how ?? "") || !arguments_.has(of)) return [];
    return [{ name: app, at: call.at, carried: carry(file, call.attributes, ["package", app]) }];
  });
}

interface TextPiece {
  readonly kind: PieceName;
  readonly at: number;
  readonly what: string;
}

/** What stands in shell texts, and variables wherever they are set; each kind once for a text. */
function textPieces({ tokens, pairs }: NixFile, { switches }: Known): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const seen = new Set<string>();
  /** One text is many tokens where there is `${}` in it. */
  const open: { readonly start: number; readonly end: number }[] = [];
  const once = (kind: PieceName, at: number, what: string): void => {
    const key = `${kind} ${open.at(-1)?.start} ${kind === "library-copy" || kind === "assets" ? "" : what}`;
    if (!seen.has(key)) pieces.push({ kind, at, what });
    seen.add(key);
  };
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === "name" && (telling.test(text) || switches.includes(text)) && tokens[at + 1]?.text === "=") {
      pieces.push({ kind: switches.includes(text) ? "switch" : "variable", at, what: text });
    }
    if (kind === "name" && text === "CARGO_BUILD_TARGET" && tokens[at + 1]?.text === "=") {
      const what = tokens[at + 3]?.kind === "text" ? (tokens[at + 3]?.text ?? text) : text;
      // For a browser or a chip no NIF is built.
      if (what === text || /-(?:linux|darwin)/.test(what)) pieces.push({ kind: "target", at, what });
    }
    if (kind === "mark" && (text === '"' || text === "''")) {
      const end = pairs.get(at);
      if (end === undefined) open.pop();
      else open.push({ start: at, end });
    }
    if (kind !== "text") continue;
    if (text.includes("priv/native")) once("library-copy", at, "priv/native");
    const asset = /assets\.deploy|phx\.digest|_build\/(?:esbuild|tailwind)/.exec(text)?.[0];
    if (asset !== undefined) once("assets", at, asset);
    for (const [, name = ""] of text.matchAll(/\bexport ([A-Z][A-Z0-9_]*)=/g)) {
      if (telling.test(name)) once("variable", at, name);
      else if (switches.includes(name)) once("switch", at, name);
    }
  }
  return pieces;
}
