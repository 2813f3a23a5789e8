import { SourceFile } from "../../model/source.ts";
import type { NightlyNeed } from "../../model/toolchain.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { libraryTarget } from "./targets.ts";
import { string, strings, table, type TomlTable } from "./toml.ts";

/** Cargo features that every cargo of today takes without being a nightly one (cargo src/cargo/core/features.rs). */
const stableCargoFeatures: ReadonlySet<string> = new Set([
  "alternative-registries",
  "default-run",
  "edition",
  "edition2021",
  "edition2024",
  "named-profiles",
  "profile-overrides",
  "rename-dependency",
  "resolver",
  "rust-version",
  "strip",
  "workspace-inheritance",
]);

/** An inner attribute on a line of its own; one below `cfg_attr` holds only where somebody says that there is a nightly. */
const featureAttribute = /^[ \t]*#!\s*\[\s*feature\s*\([^)\]]*\)\s*\]/m;

/** A configuration file of cargo that was read. */
export interface CargoConfig {
  readonly path: string;
  readonly toml: TomlTable;
}

/**
 * The first thing that only a nightly Rust takes: `cargo-features` of a manifest, `#![feature(...)]` in the first file
 * of a library, `-Z` among rustflags. Null where there is none, or where cargo's configuration sets RUSTC_BOOTSTRAP.
 * @param built manifests of the packages that are compiled. @param root the workspace's.
 */
export function nightlyNeed(
  context: CargoContext,
  built: Iterable<Manifest>,
  root: Manifest | undefined,
  configs: readonly CargoConfig[],
): NightlyNeed | null {
  if (configs.some(({ toml }) => table(toml["env"])?.["RUSTC_BOOTSTRAP"] !== undefined)) return null;
  const packages = [...built];
  for (const { source, toml } of root === undefined ? packages : [root, ...packages]) {
    const feature = (strings(toml["cargo-features"]) ?? []).find((each) => !stableCargoFeatures.has(each));
    if (feature !== undefined) return need(source, `cargo-features = ["${feature}"]`, /^cargo-features/m);
  }
  for (const manifest of packages) {
    const path = libraryTarget(context.fs, manifest)?.path;
    const text = path === undefined ? undefined : context.fs.readText(path);
    const found = text === undefined ? null : featureAttribute.exec(text);
    if (path === undefined || text === undefined || found === null) continue;
    const what = found[0].trim().replaceAll(/\s+/g, " ");
    return need(new SourceFile(shown(context, path), text), what, featureAttribute);
  }
  for (const { path, toml } of configs) {
    const flag = rustflags(toml).find((each) => each.startsWith("-Z"));
    const source = new SourceFile(shown(context, path), context.fs.readText(path) ?? "");
    if (flag !== undefined) return need(source, `the flag ${flag} for rustc`, /-Z/);
  }
  return null;
}

function need(source: SourceFile, what: string, at: RegExp): NightlyNeed {
  const match = at.exec(source.text);
  const start = match === null ? 0 : match.index + (match[0].length - match[0].trimStart().length);
  return { what: what.length > 80 ? `${what.slice(0, 77)}...` : what, path: source.path, place: source.place(start) };
}

/** `build.rustflags` and those of targets: a list, or one string with spaces between. */
function rustflags(toml: TomlTable): readonly string[] {
  const holders = [table(toml["build"]), ...Object.values(table(toml["target"]) ?? {}).map(table)];
  return holders.flatMap((holder) => {
    const flags = holder?.["rustflags"];
    return strings(flags) ?? string(flags)?.split(/\s+/) ?? [];
  });
}
