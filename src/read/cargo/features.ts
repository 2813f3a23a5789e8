import type { KnownFeatures } from "../../model/known-features.ts";
import { type DeclaredCrate, declaredCrates } from "./declared-crates.ts";
import type { Manifest } from "./manifest.ts";
import { packageName } from "./manifest.ts";
import { strings, table } from "./toml.ts";

/**
 * The features of a manifest. Those of dependencies are not read: `dependency/anything` is let pass.
 * After cargo src/cargo/core/summary.rs, `build_feature_map`.
 */
export function knownFeatures(manifest: Manifest): KnownFeatures {
  const dependencies = declaredCrates(manifest, undefined).filter(({ kind }) => kind !== "dev");
  const features = featuresOf(manifest, dependencies);
  const defaults = features.get("default") ?? [];
  return {
    ...(defaults.length === 0 ? {} : { defaults }),
    names: [...features.keys()].sort(),
    owners: [...new Set([packageName(manifest) ?? "", ...dependencies.map(({ key }) => key)])],
  };
}

/** What each feature asks for: those of `[features]`, and one for each optional dependency that none names as `dep:NAME`. */
export function featuresOf(
  manifest: Manifest,
  declared: readonly DeclaredCrate[],
): ReadonlyMap<string, readonly string[]> {
  const features = new Map(
    Object.entries(table(manifest.toml["features"]) ?? {}).map(([name, needs]) => [name, strings(needs) ?? []]),
  );
  const named = new Set([...features.values()].flat().filter((value) => value.startsWith("dep:")));
  for (const { key, optional } of declared) {
    if (optional && !named.has(`dep:${key}`) && !features.has(key)) features.set(key, [`dep:${key}`]);
  }
  return features;
}
