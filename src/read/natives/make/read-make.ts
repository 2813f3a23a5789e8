import type { Value } from "../../../elixir/eval/values/value.ts";
import type { MakeArtifacts, MakeBuild } from "../../../model/make.ts";
import { joinPath } from "../../../model/paths.ts";
import { isUnknown, knownOr, unknown, type Known } from "../../../model/unknown.ts";
import { downloaders, programs as packages } from "../../../recipes/programs.ts";
import { keywordGet, pairsOf } from "../../mix/keyword-get.ts";
import { field, string, truthy } from "../../mix/known.ts";
import type { SourceTree } from "../../sources/source-tree.ts";
import { readChecksumFile } from "../checksums.ts";
import { clonesOf } from "./checkouts.ts";
import { shellCommands } from "./commands.ts";
import { readMakefile } from "./makefile.ts";

/**
 * What elixir_make does for a package: what it would download, and what its Makefile runs.
 * Options: Mix.Tasks.Compile.ElixirMake; names of artifacts: ElixirMake.Artefact.
 * @param config what Mix.Project.config() answers in the dependency.
 */
export function readMake(config: Value, tree: SourceTree): MakeBuild {
  const option = (name: string): Value | undefined => keywordGet(config, name);
  const precompiler = option("make_precompiler");
  const [type] = precompiler?.t === "tuple" ? precompiler.items : [];
  const folder = joinPath(tree.folder, knownOr(field(option("make_cwd"), string, "a string", "."), "."));
  const name = knownOr(field(option("make_makefile"), string, "a string", "Makefile"), "Makefile");
  return {
    precompiler: truthy(precompiler) !== false,
    precompiled: type?.t === "atom" ? artifacts(type.v, option, tree) : null,
    forced: forced(option),
    ...ofMakefile(tree.fs.readText(joinPath(folder, name)) ?? "", environment(option("make_env"))),
  };
}

/** What the Makefile of a package runs that rebar3 or make itself builds; null where there is none. */
export function readPlainMake(tree: SourceTree): MakeBuild | null {
  const texts = ["Makefile", "c_src/Makefile"].flatMap((name) => tree.fs.readText(joinPath(tree.folder, name)) ?? []);
  if (texts.length === 0) return null;
  return { precompiler: false, precompiled: null, forced: false, ...ofMakefile(texts.join("\n"), new Map()) };
}

function ofMakefile(
  text: string,
  given: ReadonlyMap<string, string>,
): Pick<MakeBuild, "programs" | "libraries" | "checkouts" | "downloads"> {
  const { rules, shell } = readMakefile(text, given);
  const clones = rules.map(clonesOf);
  const commands = [...shell, ...rules.flatMap((rule) => rule.commands)].flatMap(shellCommands);
  const started = new Set(commands.map(([program]) => program?.split("/").at(-1) as string));
  return {
    programs: [...started].filter((program) => Object.hasOwn(packages, program)).sort(),
    libraries: [...new Set(commands.flatMap(askedOfPkgConfig))].sort(),
    checkouts: clones.flatMap((each) => each.checkouts),
    downloads: [
      ...clones.flatMap((each) => each.others),
      ...[...started].filter((program) => downloaders.has(program)).map((program) => `runs ${program}`),
    ],
  };
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
  if (/-(?:[\w-]+\.)*dev(?:\.|\+|$)/.test(version)) return true;
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

/** `pkg-config --cflags --libs "vips >= 8"` -> vips */
function askedOfPkgConfig(command: readonly string[]): readonly string[] {
  if (command[0]?.split("/").at(-1) !== "pkg-config") return [];
  return command.slice(1).filter((word) => /^[A-Za-z][\w.+-]*$/.test(word));
}
