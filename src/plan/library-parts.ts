import { type BuildPlan, everyPlan } from "./build-plan.ts";
import { type DependencyNifs, isConfigured } from "./dependency-derivation.ts";
import type { FetchedSource } from "./fetched-source.ts";
import { releasedCrates } from "./released-crates.ts";

/** The parts of the Nix library, each a file of src/emit/library/, and which plans call its functions. */
const needs = {
  sources: () => true,
  "export-variables": ({ package: { env } }) => Object.keys(env).length > 0,
  "add-config": (plan) => tellsRustler(plan) || (plan.make !== null && plan.make.forced.length > 0),
  "mix-config": (plan) => takingConfig(plan).some(({ reads }) => reads === null),
  lock: ({ package: { lockFile, lockedElsewhere } }) => lockFile !== null && lockedElsewhere.length > 0,
  "app-config": (plan) => configuredApart(plan).length > 0,
  "umbrella-release": ({ package: { releases } }) => releases.some(({ applications }) => applications !== null),
  rustler: (plan) => tellsRustler(plan) || plan.nifs.some(isPlaced),
  "rustler-dependency": ({ natives }) => natives.some(({ way }) => isConfigured(way)),
  precompiled: ({ nifs, natives }) =>
    nifs.some(({ artifact, published }) => artifact !== null || published !== null) ||
    natives.some(({ way }) => way === "prebuilt" || way === "source"),
  inputs: ({ natives }) => natives.some(hasInputs),
  archives: ({ package: { archives } }) => Object.keys(archives).length > 0,
  "run-path": ({ package: { path } }) => path.length > 0,
  programs: ({ programs }) => programs.length > 0,
  "own-make": ({ make }) => make !== null,
  dependencies: ({ deps, natives }) =>
    natives.length > 0 || deps.some(({ sourceOnly, beside }) => sourceOnly || beside.length > 0),
  together: ({ deps }) => deps.some(({ together }) => together),
  "private-hex": (plan) => sources(plan).some(isPrivate),
  crane: (plan) => {
    const shared = sharingCrates(plan);
    return plan.crates.some((crate) => crate.builder === "crane" && !shared.includes(crate));
  },
  "crane-workspace": (plan) => sharingCrates(plan).length > 0,
  "rust-platform": ({ crates }) => crates.some(({ builder }) => builder === "rustPlatform"),
  "required-rust": ({ crates }) => crates.some(({ rustVersion }) => rustVersion !== null),
  "stand-ins": ({ crates }) => crates.some(({ source }) => source.kind === "local" && source.standIns.length > 0),
  toolchain: ({ crates }) => crates.some(({ toolchain }) => toolchain !== null),
  assets: buildsAssets,
  node: ({ node }) => node !== null,
  "node-modules": ({ node }) => node !== null && node.modules.length > 0,
  closure: ({ package: { maxClosureSize } }) => maxClosureSize !== null,
  checks: () => true,
  "mix-checks": ({ checks }) => checks !== null && checks.mix.length > 0,
  "cargo-checks": ({ checks }) => checks !== null && checks.cargo.length > 0,
} as const satisfies Readonly<Record<string, (plan: BuildPlan) => boolean>>;

export type LibraryPart = keyof typeof needs;

/** The parts whose functions the files of a plan call; what those import comes with them. */
export function libraryParts(plan: BuildPlan): readonly LibraryPart[] {
  const plans = everyPlan(plan);
  return (Object.keys(needs) as LibraryPart[]).filter((part) => plans.some(needs[part]));
}

/** Whether Rustler is told by configuration where a library lies. */
export const tellsRustler = ({ nifs, natives }: BuildPlan): boolean =>
  nifs.some(({ artifact, configApp }) => artifact === null && configApp !== null) ||
  natives.some(({ way }) => isConfigured(way));

/** Whether a module of the project itself is given a library, or is told where that lies. */
export const isPlaced = ({ artifact, configApp, crate }: BuildPlan["nifs"][number]): boolean =>
  artifact === null && (configApp !== null || crate !== null);

/** Whether the release calls a part, and not the environment of a check alone. */
export const callsPart = (plan: BuildPlan, part: LibraryPart): boolean => needs[part](plan);

/** Dependencies that are compiled with a configuration. */
function takingConfig({ deps, natives }: BuildPlan): BuildPlan["deps"] {
  const withNifs = new Set(natives.filter(({ way }) => isConfigured(way)).map(({ app }) => app));
  return deps.filter(
    ({ app, configured, builder, sourceOnly }) => withNifs.has(app) || (configured && builder === "mix" && !sourceOnly),
  );
}

/** Those of which it is known what they can read of it. */
export function configuredApart(plan: BuildPlan): BuildPlan["deps"] {
  return takingConfig(plan).filter(({ reads }) => reads !== null);
}

/**
 * The crates that crane builds as workspaces; none where it builds no two of one. Those of checks alone are never among them: the
 * release's would be built anew.
 */
export function sharingCrates({
  crates,
  checks = null,
}: Pick<BuildPlan, "crates"> & Partial<Pick<BuildPlan, "checks">>): BuildPlan["crates"] {
  const released = releasedCrates({ crates, checks }).filter(({ builder }) => builder === "crane");
  const workspaces = released.flatMap(({ source, workspace }) =>
    source.kind === "local" ? [`${source.rootFromNix}\0${workspace}`] : [],
  );
  return new Set(workspaces).size < workspaces.length ? released : [];
}

/** Whether something is run between the compilation and the release. */
export function buildsAssets({ assets, frontEnds, tasks }: Pick<BuildPlan, "assets" | "frontEnds" | "tasks">): boolean {
  return assets.length + frontEnds.length + tasks.length > 0;
}

/** Whether there is a module whose library is to be loaded. */
export function hasModules({ nifs, natives }: Pick<BuildPlan, "nifs" | "natives">): boolean {
  return nifs.length > 0 || natives.some(({ modules }) => modules.length > 0);
}

/** What the check asks a release besides whether its code loads, as files of src/emit/library/: of libraries and configuration, where it has any. */
export function checkPrograms(plan: BuildPlan): readonly string[] {
  const { crates, natives, make, package: release } = plan;
  const native = hasModules(plan) || crates.length > 0 || natives.length > 0 || make !== null;
  return [
    ...(native ? ["check-libraries.erl"] : []),
    ...(release.readsConfigAtStart ? ["check-configuration.erl"] : []),
  ];
}

/** Whether a dependency's own build needs more than the libraries of its modules. */
export function hasInputs(natives: DependencyNifs): boolean {
  const { inputs, buildPlugins, cached, checkouts, sourceFolders, make } = natives;
  return (
    Object.keys(inputs.env).length > 0 ||
    [inputs.nativeBuildInputs, inputs.buildInputs, buildPlugins, checkouts, sourceFolders].some(
      (list) => list.length > 0,
    ) ||
    cached !== null ||
    make !== null
  );
}

/** Whether a source is a package of a private Hex repository. */
export function isPrivate(source: FetchedSource): boolean {
  return source.kind === "hex" && source.repository !== null;
}

function sources({ deps, crates }: BuildPlan): readonly FetchedSource[] {
  const ofCrates = crates.flatMap(({ source }) => (source.kind === "dependency" ? [source.source] : []));
  return [...deps.map(({ source }) => source), ...ofCrates];
}
