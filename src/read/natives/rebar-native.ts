import { type ErlangTerm, itemsOf, textOf } from "../../erlang/term.ts";
import { type MakeBuild, nothingMade } from "../../model/make.ts";
import { joinPath } from "../../model/paths.ts";
import { rebarTerms } from "../mix/rebar-config.ts";
import type { SourceTree } from "../sources/source-tree.ts";
import { WorkReader } from "./make/work.ts";

/** What a rebar.config says of native code. */
export interface RebarNative {
  /** Names under `plugins` and `project_plugins`. */
  readonly plugins: readonly string[];
  /** What hooks run and what is linked; null where it names none of that. */
  readonly make: MakeBuild | null;
}

/** The two systems that are built for, as rebar3 has them (rebar_utils:get_arch/0). */
const systems: readonly string[] = ["27-x86_64-pc-linux-gnu-64-unix", "27-aarch64-apple-darwin-64-unix"];

/**
 * Reads hooks, port compiler and plugins of a package that rebar3 builds; undefined where it has no rebar.config.
 * Sources: https://rebar3.org/docs/configuration/configuration/#hooks, https://github.com/blt/port_compiler.
 */
export function readRebarNative(tree: SourceTree): RebarNative | undefined {
  const text = tree.fs.readText(joinPath(tree.folder, "rebar.config"));
  const script = tree.fs.readText(joinPath(tree.folder, "rebar.config.script"));
  if (text === undefined && script === undefined) return undefined;
  const terms = text === undefined ? [] : rebarTerms(text);
  const unread = [
    ...(terms === undefined ? ["has a rebar.config that is not understood"] : []),
    // What a script says, it says when it runs.
    ...(/\b(?:pre_hooks|post_hooks|port_specs|port_env|provider_hooks)\b/.test(script ?? "")
      ? ["has a rebar.config.script that decides what is built"]
      : []),
  ];
  const all = terms ?? [];
  const plugins = ["plugins", "project_plugins"].flatMap((key) => valuesOf(all, key).flatMap(nameOf));
  const named = /\bport_specs\b/.test(script ?? "") && /\bpc\b/.test(script ?? "") ? [...plugins, "pc"] : plugins;
  const commands = ["pre_hooks", "post_hooks"].flatMap((key) => valuesOf(all, key).flatMap(commandOf));
  const flags = valuesOf(all, "port_env").flatMap(flagsOf);
  const foreign = valuesOf(all, "provider_hooks")
    .flatMap(providersOf)
    .filter((name) => !built.has(name));
  const reader = new WorkReader(tree);
  for (const command of commands) reader.commands(command);
  for (const flag of flags) reader.flags(flag);
  const { work } = reader;
  const downloads = [
    ...work.downloads,
    ...unread,
    ...[...new Set(foreign)].map((name) => `compiles by the rebar3 plugin ${name}, which nixpkgs does not have`),
  ];
  const none = commands.length + flags.length + downloads.length === 0;
  return {
    plugins: [...new Set(named)],
    make: none ? null : { ...nothingMade, ...work, downloads },
  };
}

/** Providers that are rebar3's own or of a plugin that nixpkgs has. */
const built: ReadonlySet<string> = new Set(["default", "pc"]);

/** The items of every list under a key of the file. */
function valuesOf(terms: readonly ErlangTerm[], key: string): readonly ErlangTerm[] {
  return terms.flatMap((term) => {
    const [name, value] = term.kind === "tuple" ? term.items : [];
    return name?.kind === "atom" && name.name === key ? itemsOf(value) : [];
  });
}

function nameOf(item: ErlangTerm): readonly string[] {
  const name = item.kind === "tuple" ? item.items[0] : item;
  return name?.kind === "atom" ? [name.name] : name?.kind === "string" ? [name.value] : [];
}

/** `{compile, "make -C c_src"}`, `{"(linux|darwin)", compile, "./build.sh"}`: hooks of what compiling a dependency runs. */
function commandOf(hook: ErlangTerm): readonly string[] {
  const items = hook.kind === "tuple" ? hook.items : [];
  const [system, task, command] = items.length === 3 ? items : [undefined, ...items];
  if (task?.kind !== "atom" || !/^(?:app_)?compile$|^erlc_compile$/.test(task.name)) return [];
  const text = command?.kind === "string" ? command.value : undefined;
  return text === undefined || !isForSystem(textOf(system)) ? [] : [text];
}

/** `{"LDFLAGS", "$LDFLAGS -lz"}`, `{"(linux)", "LDFLAGS", "..."}`. */
function flagsOf(variable: ErlangTerm): readonly string[] {
  const items = variable.kind === "tuple" ? variable.items : [];
  const [system, , value] = items.length === 3 ? items : [undefined, ...items];
  return value?.kind === "string" && isForSystem(textOf(system)) ? [value.value] : [];
}

/** Of `{pre, [{compile, {pc, compile}}]}` the names of plugins that compiling runs. */
function providersOf(hooks: ErlangTerm): readonly string[] {
  const [, list] = hooks.kind === "tuple" ? hooks.items : [];
  return itemsOf(list).flatMap((hook) => {
    const [task, provider] = hook.kind === "tuple" ? hook.items : [];
    if (task?.kind !== "atom" || task.name !== "compile") return [];
    return provider?.kind === "tuple" && provider.items[0]?.kind === "atom" ? [provider.items[0].name] : [];
  });
}

/** A regular expression of the package's is not run: where it is more than a choice of words it counts as met. */
function isForSystem(pattern: string | undefined): boolean {
  if (pattern === undefined || !/^[\^(]*[\w-]+(?:\|[\w-]+)*\)?$/.test(pattern)) return true;
  const words = pattern.match(/[\w-]+/g) ?? [];
  return words.some((word) => systems.some((system) => system.includes(word)));
}
