import type { KnownFeatures } from "../../model/known-features.ts";
import type { Manifest } from "./manifest.ts";
import { packageName } from "./manifest.ts";
import { strings, table, type TomlTable } from "./toml.ts";

const sections = ["dependencies", "build-dependencies", "build_dependencies"] as const;

/**
 * The features of a manifest. Those of dependencies are not read: `dependency/anything` is let pass.
 * After cargo src/cargo/core/summary.rs, `build_feature_map`.
 */
export function knownFeatures(manifest: Manifest): KnownFeatures {
  const declared = table(manifest.toml["features"]) ?? {};
  const asDependency = new Set(
    Object.values(declared).flatMap((needs) =>
      (strings(needs) ?? []).flatMap((need) => /^dep:(.+)$/.exec(need)?.[1] ?? []),
    ),
  );
  const targets = Object.values(table(manifest.toml["target"]) ?? {}).map((target) => table(target) ?? {});
  const dependencies = [manifest.toml, ...targets].flatMap((holder: TomlTable) =>
    sections.flatMap((section) => Object.entries(table(holder[section]) ?? {})),
  );
  const implicit = dependencies
    .filter(([key, value]) => table(value)?.["optional"] === true && !asDependency.has(key))
    .map(([key]) => key);
  const defaults = strings(declared["default"] ?? []) ?? [];
  return {
    ...(defaults.length === 0 ? {} : { defaults }),
    names: [...new Set([...Object.keys(declared), ...implicit])].sort(),
    owners: [...new Set([packageName(manifest) ?? "", ...dependencies.map(([key]) => key)])],
  };
}
