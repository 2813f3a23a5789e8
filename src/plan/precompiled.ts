import type { NifModule, Project } from "../model/project.ts";
import { unknown } from "../model/unknown.ts";
import type { ArtifactNames } from "./build-plan.ts";
import type { Need } from "./nifs.ts";

export const isPrecompiled = (nif: NifModule): boolean => nif.macro === "RustlerPrecompiled";

/** Whether the package rustler is there where the release is compiled: RustlerPrecompiled needs it to hand a build over. */
export const hasRustler = (project: Project): boolean =>
  project.deps.some((dep) => dep.app === "rustler" && dep.inProd !== false);

/** Defaults of RustlerPrecompiled.Config: nif_versions ["2.15"] (since 0.7), basename the crate, otherwise the application. */
export function artifactNames(nif: NifModule, need: Need): ArtifactNames | undefined {
  const basename = need("crate", nif.crate);
  const version = need("version", nif.version ?? unknown("the module gives none"));
  const nifVersions = need("nif_versions", nif.nifVersions);
  const variants = need("variants", nif.variants);
  if (basename === undefined || !version || nifVersions === undefined || variants === undefined) return undefined;
  return { basename, version, nifVersions: nifVersions ?? ["2.15"], variants: variants ?? {} };
}
