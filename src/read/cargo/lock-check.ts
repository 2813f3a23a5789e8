import { type CargoContext, placeOfText, shown } from "./cargo-context.ts";
import { declaredCrates } from "./dependencies.ts";
import type { CargoLock } from "./lock.ts";
import { type Manifest, packageName } from "./manifest.ts";

/** Reports a lock that cargo would have to change for this crate: `--locked`, as in every Nix build, then fails. */
export function checkLock(
  context: CargoContext,
  path: string,
  lock: CargoLock,
  manifest: Manifest,
  root: Manifest | undefined,
  version: string | undefined,
): void {
  const name = packageName(manifest) as string;
  const why = staleness(lock, name, version, manifest, root);
  if (why === undefined) return;
  context.diagnostics.report("cargo-lock-stale", placeOfText(manifest.source, name), {
    lock: shown(context, path),
    why,
    manifest: shown(context, manifest.path),
  });
}

function staleness(
  lock: CargoLock,
  name: string,
  version: string | undefined,
  manifest: Manifest,
  root: Manifest | undefined,
): string | undefined {
  const own = lock.packages.filter((entry) => entry.name === name && entry.source === null);
  const entry = own.find((candidate) => version === undefined || candidate.version === version);
  if (own.length === 0) return `it does not list ${name}`;
  if (entry === undefined) return `it lists ${name} ${own[0]?.version}, the manifest says ${version}`;
  const locked = new Set(entry.dependencies);
  const absent = declaredCrates(manifest, root).find((dependency) => !locked.has(dependency.name));
  return absent === undefined ? undefined : `it does not list ${absent.name} among the dependencies of ${name}`;
}
