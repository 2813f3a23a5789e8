import { joinPath } from "../../model/paths.ts";
import type { Manifest } from "./manifest.ts";
import { string, strings, table, type TomlTable } from "./toml.ts";

export type DependencyKind = "normal" | "build" | "dev";

/** A dependency as a manifest declares it, inheritance from the workspace resolved. */
export interface DeclaredCrate {
  /** The package's name (`package = "..."` where it is renamed). */
  readonly name: string;
  readonly kind: DependencyKind;
  /** Absolute folder of a path dependency. */
  readonly path: string | undefined;
  /** What the manifest wrote for `path`, to show the place. */
  readonly written: string | undefined;
  /** The name under which the manifest has it, where that can be shown. */
  readonly key: string;
  /** The version requirement; undefined where there is none. */
  readonly requirement: string | undefined;
  readonly optional: boolean;
  readonly git: string | undefined;
  /** `branch`, `tag` or `rev` of a git dependency. */
  readonly reference: { readonly kind: "branch" | "tag" | "rev"; readonly name: string } | undefined;
  /** Those that are asked of it, besides its default ones. */
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
  /** Of `[target.PLATFORM.dependencies]`; undefined where it is for all. */
  readonly platform: string | undefined;
}

const sections: readonly (readonly [string, DependencyKind])[] = [
  ["dependencies", "normal"],
  ["build-dependencies", "build"],
  ["build_dependencies", "build"],
  ["dev-dependencies", "dev"],
  ["dev_dependencies", "dev"],
];

/** Every dependency of a manifest, those for single targets included. `root` is its workspace's manifest. */
export function declaredCrates(manifest: Manifest, root: Manifest | undefined): readonly DeclaredCrate[] {
  const targets = Object.entries(table(manifest.toml["target"]) ?? {});
  return [[undefined, manifest.toml] as const, ...targets].flatMap(([platform, holder]) => {
    const tableOfSections = table(holder);
    if (tableOfSections === undefined) return [];
    return sections.flatMap(([section, kind]) =>
      Object.entries(table(tableOfSections[section]) ?? {}).map(([key, value]) => ({
        ...declared(key, value, kind, manifest, root),
        platform,
      })),
    );
  });
}

function declared(
  key: string,
  value: unknown,
  kind: DependencyKind,
  manifest: Manifest,
  root: Manifest | undefined,
): DeclaredCrate {
  const own = table(value);
  if (own?.["workspace"] === true && root !== undefined) {
    const inherited = optionsOf(table(root.workspace?.["dependencies"])?.[key]);
    const crate = located(key, kind, inherited, root.folder, own["optional"] === true);
    return {
      ...crate,
      features: [...crate.features, ...(strings(own["features"]) ?? [])],
      // A member can ask for them where the workspace does not, and not the other way round (cargo, `inner_dependency_inherit_with`).
      defaultFeatures: crate.defaultFeatures || defaultFeaturesOf(own) === true,
    };
  }
  return located(key, kind, optionsOf(value), manifest.folder, own?.["optional"] === true);
}

/** `name = "1.2"` is short for a table. */
function optionsOf(value: unknown): TomlTable | undefined {
  return typeof value === "string" ? { version: value } : table(value);
}

const defaultFeaturesOf = (options: TomlTable | undefined): unknown =>
  options?.["default-features"] ?? options?.["default_features"];

function located(
  key: string,
  kind: DependencyKind,
  options: TomlTable | undefined,
  folder: string,
  optional: boolean,
): DeclaredCrate {
  const path = string(options?.["path"]);
  const reference = (["branch", "tag", "rev"] as const).flatMap((kind) => {
    const name = string(options?.[kind]);
    return name === undefined ? [] : [{ kind, name }];
  });
  return {
    name: string(options?.["package"]) ?? key,
    kind,
    path: path === undefined ? undefined : joinPath(folder, path),
    written: path,
    key,
    requirement: string(options?.["version"]),
    optional,
    git: string(options?.["git"]),
    reference: reference[0],
    features: strings(options?.["features"]) ?? [],
    defaultFeatures: defaultFeaturesOf(options) !== false,
    platform: undefined,
  };
}

/** Crates that the workspace root puts in the place of others: `[patch]` and the older `[replace]`. */
export function replacedCrates(root: Manifest): readonly DeclaredCrate[] {
  return replacements(root.toml, root.folder);
}

/** The same from any TOML table that may hold them, such as .cargo/config.toml. */
export function replacements(toml: TomlTable, folder: string): readonly DeclaredCrate[] {
  const patches = Object.values(table(toml["patch"]) ?? {}).map((registry) => table(registry) ?? {});
  return [...patches, table(toml["replace"]) ?? {}]
    .flatMap((entries) => Object.entries(entries))
    .map(([key, value]) => {
      const crate = located(key, "normal", table(value), folder, false);
      return { ...crate, name: crate.name.replace(/:.*$/, "") };
    });
}

/** A crate that `paths` of .cargo/config.toml names by its folder (absolute). */
export function pathCrate(written: string, path: string): DeclaredCrate {
  return { ...located(written, "normal", { path }, "/", false), path };
}

/** `[replace]` names a version of a package, `name:version`; the others are patches. */
export function isReplacement({ key }: DeclaredCrate): boolean {
  return key.includes(":");
}
