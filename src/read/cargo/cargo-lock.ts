import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { CargoLockPackage } from "../../model/crate.ts";
import type { SourceFile } from "../../model/source.ts";
import { NEWEST_LOCK } from "./git-source.ts";
import { type ParseToml, readToml, string, strings, table, tables, type TomlTable } from "./toml.ts";

/** A Cargo.lock. */
export interface CargoLock {
  /** 1 and 2 are not written in the file: 1 keeps checksums in `[metadata]`. */
  readonly version: number;
  readonly packages: readonly LockedPackage[];
  /** `[[patch.unused]]`: patches that no package takes, where there are any. */
  readonly unused?: readonly LockedPackage[];
}

export interface LockedPackage extends CargoLockPackage {
  /** The packages that it depends on as the lock names them: `name`, `name version` or `name version (source)`. */
  readonly dependencies: readonly string[];
}

/**
 * Reads a Cargo.lock of any version, after cargo's src/cargo/core/resolver/encode.rs.
 * Undefined where it cannot be read: then a diagnostic says why.
 */
export function readCargoLock(parse: ParseToml, file: SourceFile, diagnostics: DiagnosticSink): CargoLock | undefined {
  const conflict = /^<{7}/m.exec(file.text);
  if (conflict !== null) {
    diagnostics.report("cargo-lock-conflict", file.place(conflict.index));
    return undefined;
  }
  const toml = readToml(parse, file, diagnostics);
  if (toml === undefined) return undefined;
  const metadata = table(toml["metadata"]) ?? {};
  const version = typeof toml["version"] === "number" ? toml["version"] : Object.keys(metadata).length > 0 ? 1 : 2;
  if (version > NEWEST_LOCK) {
    const at = /^version/m.exec(file.text)?.index ?? 0;
    diagnostics.report("cargo-lock-too-new", file.place(at), { version: String(version), newest: String(NEWEST_LOCK) });
    return undefined;
  }
  // `[root]` held the package itself until cargo 0.20.
  const entries = [
    ...(table(toml["root"]) === undefined ? [] : [toml["root"] as TomlTable]),
    ...tables(toml["package"]),
  ];
  const unused = tables(table(toml["patch"])?.["unused"]);
  return {
    version,
    packages: entries.map((entry) => lockedPackage(entry, metadata)),
    ...(unused.length === 0 ? {} : { unused: unused.map((entry) => lockedPackage(entry, metadata)) }),
  };
}

function lockedPackage(entry: TomlTable, metadata: TomlTable): LockedPackage {
  const name = string(entry["name"]) ?? "";
  const version = string(entry["version"]) ?? "";
  const source = string(entry["source"]) ?? null;
  const checksum = string(entry["checksum"]) ?? string(metadata[`checksum ${name} ${version} (${source})`]);
  return {
    name,
    version,
    source,
    // Git and path crates have none; version 1 writes that out.
    checksum: checksum === undefined || checksum === "<none>" ? null : checksum,
    dependencies: strings(entry["dependencies"]) ?? [],
  };
}
