import { parseVersion, type Version } from "../elixir/version/version.ts";
import type { PublishedArtifacts } from "../model/natives.ts";
import type { NifModule } from "../model/nif-module.ts";
import type { Project } from "../model/project.ts";
import { isUnknown, knownOr, unknown } from "../model/unknown.ts";
import { defaultNifVersions, hasForceBuildAll } from "../read/nif/precompiled-versions.ts";
import { nifVersionOfOtp } from "../recipes/beam-versions.ts";
import { lookUp } from "../text/look-up.ts";
import type { ArtifactNames, PrecompiledModule } from "./nif-placement.ts";
import type { Need } from "./plan-nifs.ts";

export const isPrecompiled = (nif: NifModule): boolean => nif.macro === "RustlerPrecompiled";

/** Whether the package rustler is there where the release is compiled: RustlerPrecompiled needs it to hand a build over. */
export const hasRustler = (project: Project): boolean =>
  project.deps.some((dep) => dep.app === "rustler" && dep.inProd !== false);

/** Whether the locked RustlerPrecompiled can be told to build by a variable; before 0.7.2 the module's own options alone decide. */
export const canForceAll = (deps: Dependencies): boolean => hasForceBuildAll(precompiledVersion(deps));

type Dependencies = Project["deps"];

/** Undefined where it is not locked, or by a git revision: then the newest is assumed. */
export function precompiledVersion(deps: Dependencies): Version | undefined {
  const source = deps.find(({ app }) => app === "rustler_precompiled")?.source;
  return source?.kind === "hex" ? parseVersion(source.version) : undefined;
}

/** Defaults of RustlerPrecompiled.Config: nif_versions by its version, basename the crate, otherwise the application. */
export function artifactNames(nif: NifModule, deps: Dependencies, need: Need): ArtifactNames | undefined {
  const basename = need("crate", nif.crate);
  const version = need("version", nif.version ?? unknown("the module gives none"));
  const nifVersions = need("nif_versions", nif.nifVersions);
  const variants = need("variants", nif.variants);
  if (basename === undefined || !version || nifVersions === undefined || variants === undefined) return undefined;
  return {
    basename,
    version,
    nifVersions: nifVersions ?? defaultNifVersions(precompiledVersion(deps)),
    variants: variants ?? {},
  };
}

/** Whether it is known where artifacts lie and what their hashes are. */
export function hasArtifacts(nif: NifModule, published: PublishedArtifacts): boolean {
  return (
    lookUp(published.checksums, nif.module) !== undefined &&
    (typeof nif.baseUrl === "string" || lookUp(published.artifactUrls, nif.module) !== undefined)
  );
}

/**
 * Whether a library is published for the NIF version that RustlerPrecompiled takes on an Erlang/OTP release: of those that
 * it is declared for the highest that is not above the BEAM's own. "undeclared": there is none of these.
 */
export function publishedFor(
  nif: NifModule,
  published: PublishedArtifacts,
  deps: Dependencies,
  otp: string,
): "yes" | "no" | "undeclared" {
  const own = lookUp(nifVersionOfOtp, otp);
  const declared = knownOr(nif.nifVersions, null) ?? defaultNifVersions(precompiledVersion(deps));
  const files = Object.keys(lookUp(published.checksums, nif.module) ?? {});
  // A list of files that names no version says nothing of them.
  if (own === undefined || isUnknown(nif.nifVersions) || !files.some((file) => file.includes("-nif-"))) return "yes";
  const number = (version: string): number => Number(version.split(".")[1]);
  const usable = declared.filter((version) => number(version) <= number(own));
  const taken = usable.toSorted((a, b) => number(b) - number(a))[0];
  if (taken === undefined) return "undeclared";
  return files.some((file) => file.includes(`-nif-${taken}-`)) ? "yes" : "no";
}

/** The same with where they lie and their hashes, as far as they are known. */
export function precompiledModule(
  nif: NifModule,
  published: PublishedArtifacts,
  deps: Dependencies,
  need: Need,
): PrecompiledModule | undefined {
  const names = artifactNames(nif, deps, need);
  if (names === undefined) return undefined;
  return {
    ...names,
    baseUrl: knownOr(nif.baseUrl, null),
    urls: lookUp(published.artifactUrls, nif.module) ?? {},
    checksums: lookUp(published.checksums, nif.module) ?? {},
  };
}
