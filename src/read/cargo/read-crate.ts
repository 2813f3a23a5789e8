import type { Crate, CrateTool } from "../../model/crate.ts";
import { isOfCratesIo } from "../../model/crates-io.ts";
import { joinPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { knownOr } from "../../model/unknown.ts";
import { fetchingScript, readScript, scriptTools } from "./build-script.ts";
import { type CargoContext, placeOfFile, placeOfText, shown } from "./cargo-context.ts";
import { type CargoLock, type LockedPackage, readCargoLock } from "./cargo-lock.ts";
import { cargoConfigFiles, configsBelow } from "./config-files.ts";
import { configNeeds } from "./config-needs.ts";
import { isReplacement, replacedCrates } from "./declared-crates.ts";
import { knownFeatures } from "./features.ts";
import { packageField } from "./inherited.ts";
import { checkCargoLock } from "./lock-check.ts";
import { type Manifest, manifestIn, packageName, readManifest } from "./manifest.ts";
import { workspaceMembers } from "./members.ts";
import { nightlyNeed } from "./nightly.ts";
import { localPackages } from "./packages.ts";
import { crateSources } from "./sources.ts";
import { type LibraryTarget, libraryTarget } from "./targets.ts";
import { string } from "./toml.ts";
import { toolchainFileFor } from "./toolchain-file.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

export interface CrateRequest {
  /** Absolute: the folder cargo is run in. */
  readonly crateDir: string;
  /** The package to build (`cargo -p`); the one of the folder's manifest where it is left out. */
  readonly packageName?: string | undefined;
  /** False where only binaries of it are wanted: then it needs no dynamic library. */
  readonly library?: boolean;
}

/**
 * Reads a crate as cargo would see it, without running cargo. Undefined where no package can be read there:
 * then a diagnostic says why. Each crate is read, and its findings are reported, once for each context.
 */
export function readCrate(context: CargoContext, request: CrateRequest): Crate | undefined {
  const key = `${request.crateDir}\0${request.packageName ?? ""}\0${request.library === false ? "binaries" : ""}`;
  if (!context.crates.has(key)) context.crates.set(key, read(context, request));
  return context.crates.get(key);
}

function read(
  context: CargoContext,
  { crateDir, packageName: wanted, library = true }: CrateRequest,
): Crate | undefined {
  const start = readManifest(context, manifestIn(crateDir));
  if (start === undefined) return undefined;
  const pointer = string(start.package?.["workspace"]);
  const pointed = pointer === undefined ? undefined : manifestIn(joinPath(start.folder, pointer));
  if (pointer !== undefined && pointed !== undefined && !context.fs.exists(pointed)) {
    context.diagnostics.report("workspace-root-missing", placeOfText(start.source, pointer), {
      path: shown(context, pointed),
      limit: shown(context, context.limit),
    });
  }
  const found = findWorkspaceRoot(context, start);
  const members = found === undefined ? new Map([[start.path, start]]) : workspaceMembers(context, found.manifest);
  if (found !== undefined && !members.has(start.path)) {
    context.diagnostics.report("not-a-workspace-member", placeOfFile(context, start.path), {
      workspace: shown(context, found.manifest.path),
    });
    return undefined;
  }
  const manifest = choosePackage(context, start, members, wanted);
  if (manifest === undefined || !checkNames(context, manifest)) return undefined;
  if (library) checkLibrary(context, manifest);
  return describe(context, { crateDir, manifest, root: found?.manifest, pointer: found?.pointer, members });
}

function choosePackage(
  context: CargoContext,
  start: Manifest,
  members: ReadonlyMap<string, Manifest>,
  wanted: string | undefined,
): Manifest | undefined {
  if (packageName(start) !== undefined && (wanted === undefined || packageName(start) === wanted)) return start;
  const named = [...members.values()].filter((member) => packageName(member) !== undefined);
  const chosen = wanted === undefined ? undefined : named.find((member) => packageName(member) === wanted);
  if (chosen !== undefined) return chosen;
  const place = placeOfText(start.source, "name");
  const own = packageName(start);
  if (own !== undefined) {
    // Rustler fails where cargo could still build: the folder's own package is what is meant.
    context.diagnostics.report("package-name-differs", place, { name: own, package: wanted ?? "" });
    return start;
  }
  context.diagnostics.report("package-not-found", place, {
    package: wanted ?? "",
    manifest: start.source.path,
    packages: named.map(packageName).join(", "),
  });
  return undefined;
}

/** Names that cargo or rustc refuse: cargo-util-schemas/src/restricted_names.rs; rustc_session, `validate_crate_name`. */
function checkNames(context: CargoContext, manifest: Manifest): boolean {
  const refuse = (what: string, name: string): false => {
    context.diagnostics.report("crate-name-invalid", placeOfText(manifest.source, name), { what, name });
    return false;
  };
  const name = packageName(manifest) as string;
  // Tables of Unicode are only made for who needs them.
  if (!/^[A-Za-z_][\w-]*$/.test(name) && !/^[\p{XID_Start}_][\p{XID_Continue}-]*$/u.test(name))
    return refuse("package", name);
  const library = libraryTarget(context.fs, manifest)?.name;
  return (
    library === undefined ||
    /^\w+$/.test(library) ||
    /^[\p{Alphabetic}\p{N}_]+$/u.test(library) ||
    refuse("library", library)
  );
}

function checkLibrary(context: CargoContext, manifest: Manifest): void {
  const crate = packageName(manifest) as string;
  const library = libraryTarget(context.fs, manifest);
  if (library === undefined) {
    context.diagnostics.report("crate-without-library", placeOfFile(context, manifest.path), { crate });
  } else if (!isLoadable(library)) {
    context.diagnostics.report("crate-without-cdylib", placeOfText(manifest.source, "[lib]"), { crate });
  }
}

const isLoadable = ({ crateTypes }: LibraryTarget): boolean =>
  crateTypes.some((type) => type === "cdylib" || type === "dylib");

/** A package that was found, and the workspace around it. */
interface FoundPackage {
  readonly crateDir: string;
  readonly manifest: Manifest;
  /** The root of its workspace; undefined where it stands alone. */
  readonly root: Manifest | undefined;
  /** The manifest that names the root, where another one does. */
  readonly pointer: Manifest | undefined;
  readonly members: ReadonlyMap<string, Manifest>;
}

function describe(context: CargoContext, { crateDir, manifest, root, pointer, members }: FoundPackage): Crate {
  const name = packageName(manifest) as string;
  const library = libraryTarget(context.fs, manifest);
  const version = packageField(context, manifest, root, "version") ?? "0.0.0";
  const rustVersion = knownOr(packageField(context, manifest, root, "rust-version") ?? null, null);
  const lockPath = joinPath((root ?? manifest).folder, "Cargo.lock");
  const lock = readLock(context, lockPath, manifest, root);
  const config = cargoConfigFiles(context, crateDir);
  if (lock !== undefined && context.foreign !== true) {
    const own = replacedCrates(root ?? manifest);
    checkCargoLock(context, {
      path: lockPath,
      lock,
      root: root ?? manifest,
      members: root === undefined ? [manifest] : [...members.values()],
      replaced: new Set([...own, ...config.replaced].map((crate) => crate.name)),
      patches: own.filter((crate) => !isReplacement(crate)),
    });
  }
  const toolchain = toolchainFileFor(context, crateDir);
  const described = {
    manifest: shown(context, manifest.path),
    workspaceManifest: shown(context, (root ?? manifest).path),
    cargoLock: context.fs.exists(lockPath) ? shown(context, lockPath) : null,
    packageName: name,
    version,
    rustVersion,
    libName: library?.name ?? name.replaceAll("-", "_"),
    ...(library !== undefined && isLoadable(library) ? { loadable: true } : {}),
    features: knownFeatures(manifest),
    lockVersion: lock?.version ?? null,
    locked: (lock?.packages ?? []).map(({ name, version, source, checksum }) => ({ name, version, source, checksum })),
    toolchain,
    ...configNeeds(context, config.configs),
    ownConfigs: configsBelow(config.configs, (root ?? manifest).folder).map((path) => shown(context, path)),
  };
  if (context.foreign === true) {
    return {
      ...described,
      ...scripts(context, [manifest], described.tools),
      sources: [],
      standIns: [],
      unread: [],
      nightly: nightlyNeed(context, [manifest], root, config.configs),
    };
  }
  const packages = localPackages(context, manifest, root, members, config.replaced);
  const others = [
    ...(root === undefined ? [] : [root.path]),
    ...(pointer === undefined ? [] : [pointer.path]),
    ...(context.fs.exists(lockPath) ? [lockPath] : []),
    ...config.files,
  ];
  return {
    ...described,
    ...scripts(context, packages.built.values(), described.tools),
    ...crateSources(context, packages, others),
    nightly: nightlyNeed(context, packages.built.values(), root, config.configs),
  };
}

function scripts(
  context: CargoContext,
  manifests: Iterable<Manifest>,
  configured: readonly CrateTool[],
): Pick<Crate, "fetching" | "tools"> {
  const found = [...manifests].flatMap((manifest) => {
    const script = readScript(context, manifest);
    return script === undefined ? [] : [{ script, manifest }];
  });
  const fetching = found.flatMap(({ script, manifest }) => fetchingScript(script, manifest) ?? []);
  const tools = [...configured, ...found.flatMap(({ script }) => scriptTools(script))];
  return fetching.length === 0 ? { tools } : { tools, fetching };
}

function readLock(
  context: CargoContext,
  path: string,
  manifest: Manifest,
  root: Manifest | undefined,
): CargoLock | undefined {
  const beside = joinPath(manifest.folder, "Cargo.lock");
  if (beside !== path && context.fs.exists(beside)) {
    context.diagnostics.report("cargo-lock-ignored", placeOfFile(context, beside), {
      workspace: shown(context, (root as Manifest).path),
      lock: shown(context, path),
    });
  }
  const text = context.fs.readText(path);
  if (text === undefined) {
    if (context.absentLocks.has(path)) return undefined;
    context.absentLocks.add(path);
    context.diagnostics.report("cargo-lock-missing", placeOfFile(context, manifest.path), {
      crate: packageName(manifest) ?? "",
      lock: shown(context, path),
      manifest: shown(context, manifest.path),
      keep: keeping(context, path),
    });
    return undefined;
  }
  const source = new SourceFile(shown(context, path), text);
  const lock = readCargoLock(context.toml, source, context.diagnostics);
  if (!context.checkedLocks.has(path)) checkRegistries(context, source, lock?.packages ?? []);
  context.checkedLocks.add(path);
  return lock;
}

/** How a lock that is to be written comes under version control. */
function keeping(context: CargoContext, path: string): string {
  const by = context.ignoredBy?.(path);
  if (by === undefined) return `keep ${shown(context, path)} in version control`;
  const { rule, line, file } = by;
  return `take it under version control: take ${JSON.stringify(rule)} out of ${shown(context, file)}, line ${line}, which makes git ignore it, or run \`git add --force ${shown(context, path)}\``;
}

/** One finding for each registry that is not crates.io. */
function checkRegistries(context: CargoContext, lock: SourceFile, packages: readonly LockedPackage[]): void {
  const told = new Set<string>();
  for (const { name, source } of packages) {
    if (source === null || !/^(registry|sparse)\+/.test(source) || isOfCratesIo(source) || told.has(source)) continue;
    told.add(source);
    const registry = source.replace(/^registry\+/, "");
    context.diagnostics.report("crate-registry-foreign", placeOfText(lock, source), { crate: name, registry });
  }
}
