import { FatalDiagnostic, type DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { isInside, joinPath } from "../model/paths.ts";
import { SourceFile } from "../model/source.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import { readingLimit } from "../read/mix/reading-limit.ts";
import { type CrateSettings, SETTINGS_FILE, type Settings, defaultPackage, defaultSettings } from "./settings.ts";

/**
 * Settings of the project in the folder `project`: those of nif2nix.toml, with every default filled in. The reader of TOML and the schema
 * are loaded only where the file exists.
 * Reports settings-unknown-key, settings-wrong-value, include-missing and path-outside-root, each with its place; the rest of the file still counts.
 * Throws FatalDiagnostic settings-syntax where the file is no TOML.
 */
export async function readSettings(
  fs: ReadFileSystem,
  project: string,
  diagnostics: DiagnosticSink,
): Promise<Settings> {
  const text = fs.readText(`${project}/${SETTINGS_FILE}`);
  if (text === undefined) return defaultSettings;
  const file = new SourceFile(SETTINGS_FILE, text);
  const { checkSettings } = await import("./check-settings.ts");
  const given = checkSettings(await parse(file), file, diagnostics);
  const named = (key: string, paths: readonly string[]) => paths.map((path) => [key, path] as const);
  for (const [key, path] of [
    ...named("include", given.include ?? []),
    ...named("crates", given.build?.crates ?? []),
    ...named("assets", Object.keys(given.assets ?? {})),
  ]) {
    const isThere = fs.exists(joinPath(project, path));
    if (isThere && !(path.startsWith("..") && isOutside(joinPath(project, path), project, fs))) continue;
    const { locateKey } = await import("./locate-key.ts");
    const place = file.place(locateKey(text, [key, path]));
    if (isThere) diagnostics.report("path-outside-root", place, { path });
    else diagnostics.report("include-missing", place, { key, path });
  }
  return {
    rust: given.rust ?? defaultSettings.rust,
    mixEnv: given.env ?? defaultSettings.mixEnv,
    release: given.release ?? defaultSettings.release,
    include: given.include ?? defaultSettings.include,
    dependencies: given.dependencies ?? defaultSettings.dependencies,
    style: given.style ?? defaultSettings.style,
    outputs: given.outputs ?? defaultSettings.outputs,
    checks: given.checks ?? defaultSettings.checks,
    build: {
      env: given.build?.env ?? {},
      nativeBuildInputs: given.build?.nativeBuildInputs ?? [],
      buildInputs: given.build?.buildInputs ?? [],
      crates: given.build?.crates ?? [],
      tasks: given.build?.tasks ?? [],
      node: given.build?.node ?? null,
    },
    assets: given.assets ?? defaultSettings.assets,
    run: { path: given.run?.path ?? [], maxClosureSize: given.run?.maxClosureSize ?? null },
    beam: { erlang: given.beam?.erlang ?? null, elixir: given.beam?.elixir ?? null },
    nifs: each(given.nif, (nif) => ({
      skip: nif.skip ?? false,
      features: nif.features ?? null,
      defaultFeatures: nif.defaultFeatures ?? null,
      mode: nif.mode ?? null,
      crate: nif.crate ?? null,
      loads: nif.loads ?? null,
    })),
    repos: each(given.repo, (repo) => ({ url: repo.url ?? null, keyVariable: repo.keyVariable ?? null })),
    packages: each(given.package, (dependency) => ({
      way: dependency.way ?? defaultPackage.way,
      nativeBuildInputs: dependency.nativeBuildInputs ?? defaultPackage.nativeBuildInputs,
      buildInputs: dependency.buildInputs ?? defaultPackage.buildInputs,
      env: dependency.env ?? defaultPackage.env,
      git: dependency.git ?? defaultPackage.git,
      checkouts: dependency.checkouts ?? defaultPackage.checkouts,
      downloads: dependency.downloads ?? defaultPackage.downloads,
    })),
    crates: each(given.crate, (crate): CrateSettings => ({
      nativeBuildInputs: crate.nativeBuildInputs ?? [],
      buildInputs: crate.buildInputs ?? [],
      env: crate.env ?? {},
      outputHashes: crate.outputHashes ?? {},
      toolchain: crate.toolchain ?? null,
    })),
  };
}

/** Of the repository, whose files are all that a flake sees. */
const isOutside = (path: string, project: string, fs: ReadFileSystem): boolean =>
  !isInside(readingLimit(project, fs), path);

async function parse(file: SourceFile): Promise<unknown> {
  const { TomlError, parse: parseToml } = await import("smol-toml");
  try {
    return parseToml(file.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const place = { file: file.path, line: error.line, column: error.column };
    throw new FatalDiagnostic("settings-syntax", place, { reason: reasonOf(error.message) });
  }
}

/** The message without the code frame that smol-toml appends, and without its "Invalid TOML document: ". */
function reasonOf(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
}

function each<T, R>(values: Readonly<Record<string, T>> | undefined, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, map(value)]));
}
