import type { CodeName } from "../diagnostics/codes.ts";
import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate } from "../model/crate.ts";
import type { OwnMake } from "../model/make.ts";
import { parentPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { onSystem, perSystem, type System } from "../model/systems.ts";
import { isUnknown, type Known } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";
import type { ArtifactPlan, BuildPlan, MadeArtifactPlan } from "./build-plan.ts";
import type { CrateUse } from "./plan-crates.ts";
import { type PlannedNif, type Refuse, needing } from "./plan-nifs.ts";
import { artifactNames, isPrecompiled } from "./precompiled.ts";

/**
 * What the project publishes: of each of its modules with `use RustlerPrecompiled` whose crate is here an archive for each NIF version
 * that the module declares, and of what elixir_make builds with a precompiler the same. Of the modules' variants the names are known; what tells them apart stands in the workflow of whoever publishes them.
 * @param attrOf the crate that a module is built with, as the plan calls it.
 */
export function planArtifacts(
  planned: readonly PlannedNif[],
  project: Project,
  settings: Settings,
  attrOf: (use: CrateUse) => string | undefined,
  diagnostics: DiagnosticSink,
): Pick<BuildPlan, "artifacts" | "madeArtifacts"> {
  if (!settings.outputs.includes("artifacts")) return { artifacts: [], madeArtifacts: [] };
  const found = planned.flatMap(({ nif, use }): ArtifactPlan[] => {
    const crate = use === null || !isPrecompiled(nif) ? undefined : attrOf(use);
    if (use === null || crate === undefined) return [];
    const refuse: Refuse = (code: CodeName, args) => {
      diagnostics.report(code, nif, { module: nif.module, ...args });
      return undefined;
    };
    const names = artifactNames(nif, project.deps, needing(refuse));
    if (names === undefined) return [];
    const { basename, version, variants } = names;
    const nifVersions = Object.fromEntries(names.nifVersions.map((each) => [each, featuresFor(each, use)]));
    return [{ module: nif.module, crate, basename, version, variants, nifVersions }];
  });
  const made = planMade(project.makes, diagnostics);
  if (found.length + made.length === 0) diagnostics.report("no-artifacts", project.mix.place);
  return { artifacts: found, madeArtifacts: made };
}

/** Of each application with a precompiler of elixir_make. What its own mix.exs says when it is built decides; without it one archive is made. */
function planMade(makes: readonly OwnMake[], diagnostics: DiagnosticSink): readonly MadeArtifactPlan[] {
  return makes.flatMap(({ app, place, published }): MadeArtifactPlan[] => {
    const reported = <T>(field: string, value: Known<T>, assumed: string): T | null => {
      if (!isUnknown(value)) return value;
      diagnostics.report("project-field-unknown", place, { field, why: value.unknown, assumed });
      return null;
    };
    const publication = reported("make_precompiler", published, "absent");
    if (publication === null) return [];
    const field = "make_precompiler_nif_versions";
    const nifVersions = reported(field, publication.nifVersions, "that of the Erlang that builds");
    return [{ app, directory: parentPath(place.file), nifVersions }];
  });
}

const ofNifVersion = /^nif_version_(\d+)_(\d+)$/;

const numberOf = (feature: string): number => {
  const [, major, minor] = ofNifVersion.exec(feature) ?? [];
  return Number(major) * 1000 + Number(minor);
};

/**
 * A crate hands the choice of the NIF version on to Rustler by features of its own, nif_version_2_16 (RustlerPrecompiled's guide, "Additional
 * configuration before build"). Cargo joins them, and the highest decides: defaults that are higher have to go.
 */
function featuresFor(
  version: string,
  { crate, features, defaultFeatures }: CrateUse,
): ArtifactPlan["nifVersions"][string] {
  const on = (system: System) =>
    featuresOn(version, crate, {
      features: onSystem(features, system),
      defaultFeatures: onSystem(defaultFeatures, system),
    });
  return {
    features: perSystem((system) => on(system).features),
    defaultFeatures: perSystem((system) => on(system).defaultFeatures),
  };
}

interface Features {
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

function featuresOn(version: string, crate: Crate, { features, defaultFeatures }: Features): Features {
  const wanted = `nif_version_${version.replace(".", "_")}`;
  const { names, defaults = [] } = crate.features;
  if (!names.includes(wanted)) return { features, defaultFeatures };
  const usual = defaultFeatures ? defaults : [];
  const fits = (feature: string): boolean => !ofNifVersion.test(feature) || numberOf(feature) <= numberOf(wanted);
  if (usual.every(fits)) return { features: [...new Set([...features.filter(fits), wanted])], defaultFeatures };
  return { features: [...new Set([...usual, ...features, wanted].filter(fits))], defaultFeatures: false };
}
