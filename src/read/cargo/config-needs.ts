import type { BuildTarget, ConfiguredFlags, CrateTool } from "../../model/crate.ts";
import { SourceFile } from "../../model/source.ts";
import { rustTargets } from "../../recipes/rust-targets.ts";
import { type CargoContext, placeOfText, shown } from "./cargo-context.ts";
import type { CargoConfig } from "./nightly.ts";
import { string, strings, table, type TomlTable } from "./toml.ts";

/** What cargo's configuration files ask of the machine. Source: https://doc.rust-lang.org/cargo/reference/config.html */
export interface ConfigNeeds {
  /** Programs that link, and one in front of the compiler. */
  readonly tools: readonly CrateTool[];
  readonly flags: ConfiguredFlags;
  /** Of the nearest file that names any. */
  readonly buildTargets: readonly BuildTarget[];
}

/** Targets that a release is built for: those of Nix's systems, with glibc or musl. */
const built: ReadonlySet<string> = new Set(
  Object.values(rustTargets).flatMap(({ triple }) => [triple, triple.replace(/gnu$/, "musl")]),
);

/** Conditions that hold on none of them. */
const foreign = /windows|wasm|android|\bios\b|freebsd|netbsd|openbsd|none|espidf|emscripten|illumos/;

const isBuilt = (name: string): boolean => (name.startsWith("cfg(") ? !foreign.test(name) : built.has(name));

export function configNeeds(context: CargoContext, configs: readonly CargoConfig[]): ConfigNeeds {
  const tools = new Map<string, CrateTool>();
  let buildTargets: readonly BuildTarget[] | undefined;
  let ofBuild = false;
  let ofTarget = false;
  for (const { path, toml } of configs) {
    const source = new SourceFile(shown(context, path), context.fs.readText(path) ?? "");
    const ask = (kind: CrateTool["kind"], program: string, text: string): void => {
      if (!tools.has(program)) tools.set(program, { kind, program, place: placeOfText(source, text) });
    };
    const build = table(toml["build"]) ?? {};
    const wrapper = string(build["rustc-wrapper"]) ?? string(build["rustc-workspace-wrapper"]);
    if (wrapper !== undefined && wrapper !== "") ask("wrapper", wrapper, wrapper);
    const named = string(build["target"]) ?? strings(build["target"]);
    if (named !== undefined)
      buildTargets ??= [named].flat().map((target) => ({ target, place: placeOfText(source, target) }));
    const targets = Object.entries(table(toml["target"]) ?? {}).filter(([name]) => isBuilt(name));
    for (const [, target] of targets) {
      const linker = string(table(target)?.["linker"]);
      if (linker !== undefined) ask("linker", linker, linker);
    }
    const holders = [build, ...targets.map(([, target]) => table(target) ?? {})];
    for (const holder of holders)
      for (const { program, text } of linkersIn(flagsOf(holder))) ask("linker", program, text);
    ofBuild ||= flagsOf(build).length > 0;
    ofTarget ||= targets.some(([, target]) => flagsOf(table(target) ?? {}).length > 0);
  }
  return { tools: [...tools.values()], flags: { build: ofBuild, target: ofTarget }, buildTargets: buildTargets ?? [] };
}

/** A list, or one string with spaces between. */
function flagsOf(holder: TomlTable): readonly string[] {
  const flags = holder["rustflags"];
  return strings(flags) ?? string(flags)?.split(/\s+/).filter(Boolean) ?? [];
}

/** `-C linker=clang`, `-Clink-arg=-fuse-ld=lld`, `-C link-args=...`; `text` is how it stands in the file. */
function linkersIn(flags: readonly string[]): readonly { readonly program: string; readonly text: string }[] {
  return flags.flatMap((flag, at) => {
    const option = flag.startsWith("-C") && flag.length > 2 ? flag.slice(2) : flags[at - 1] === "-C" ? flag : "";
    const linker = /^\s*linker=(.+)$/.exec(option)?.[1];
    if (linker !== undefined) return [{ program: linker, text: flag }];
    if (!/^\s*link-args?=/.test(option)) return [];
    return [...option.matchAll(/-fuse-ld=([^\s,"']+)|--ld-path=([^\s,"']+)/g)].map(([, name, path]) => ({
      program: path ?? `ld.${name as string}`,
      text: flag,
    }));
  });
}
