import type { Checkout } from "../../model/make.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, call, id, inherit, list, nil, select, set, space, str, strings } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { DependencyModule, DependencyNifs, MakePlan, NifWay } from "../../plan/dependency-derivation.ts";
import { hasInputs } from "../../plan/library-parts.ts";
import type { ArtifactNames } from "../../plan/nif-placement.ts";
import type { SourceFolder } from "../../recipes/recipe.ts";
import { gitCheckout } from "../fetchers.ts";
import { environment, filesByTarget, packages, unless } from "../inputs.ts";
import { hostPlatform, listOfSome } from "../on-systems.ts";

/** The function of the library for each way, and whether it takes the release's configuration. */
const ways: Readonly<Record<Exclude<NifWay, "none">, { readonly function: string; readonly configures: boolean }>> = {
  rustler: { function: "rustlerDependency", configures: true },
  force: { function: "forcedDependency", configures: true },
  prebuilt: { function: "prebuiltDependency", configures: false },
  source: { function: "repackedDependency", configures: false },
};

/** `dependencies` of nix/nifs.nix: for each dependency with NIFs, its modules and what its builder is given. */
export function dependencyBindings(plan: BuildPlan): readonly Binding[] {
  if (plan.natives.length === 0) return [];
  return [
    space,
    bind("dependencies", set(plan.natives.map((natives) => bind([natives.app], dependency(natives, plan))))),
  ];
}

function dependency(natives: DependencyNifs, plan: BuildPlan): Expr {
  const inputs = [
    ...environment(natives.inputs.env),
    ...packages("nativeBuildInputs", natives.inputs.nativeBuildInputs),
    ...packages("buildInputs", natives.inputs.buildInputs),
    ...unless(
      natives.buildPlugins.length === 0,
      bind("buildPlugins", list(natives.buildPlugins.map((plugin) => select(id("beamPackages"), plugin)))),
    ),
    ...(natives.cached === null ? [] : [bind("cached", filesByTarget(natives.cached))]),
    ...unless(natives.checkouts.length === 0, bind("checkouts", set(natives.checkouts.map(checkout)))),
    ...unless(natives.scripts.length === 0, bind("scripts", strings(natives.scripts))),
    ...unless(natives.sourceFolders.length === 0, bind("sourceFolders", list(natives.sourceFolders.map(sourceFolder)))),
    ...(natives.make === null ? [] : [bind("make", make(natives.make))]),
  ];
  const own = nifs(natives, plan);
  return !hasInputs(natives) ? own : call(select(id("nif2nix"), "withInputs"), set(inputs), own);
}

export const checkout = ({ url, rev, path, submodules = false }: Checkout): Binding =>
  bind([path], gitCheckout({ url, rev, ref: rev, submodules }));

const sourceFolder = ({ file, code, folder }: SourceFolder): Expr =>
  set([bind("file", str(file)), bind("code", str(code)), bind("folder", str(folder))]);

function make(plan: MakePlan): Expr {
  if (plan.way === "source") return set([bind("app", str(plan.app))]);
  const { app, version, type, url, checksums } = plan.artifacts;
  return set([
    bind("app", str(app)),
    bind("version", str(version)),
    ...unless(type === "nif", bind("type", str(type))),
    bind("url", str(url)),
    bind("checksums", record(Object.entries(checksums))),
  ]);
}

function nifs(natives: DependencyNifs, { deps }: BuildPlan): Expr {
  if (natives.way === "none") return select(id("nif2nix"), "plainDependency");
  const way = ways[natives.way];
  return call(
    select(id("nif2nix"), way.function),
    set([
      ...unless(natives.way !== "prebuilt", bind("app", str(natives.app))),
      ...(way.configures ? [config(deps.find(({ app }) => app === natives.app)?.reads ?? null)] : []),
      bind(
        "modules",
        listOfSome(natives.modules, (module) => moduleExpression(module, natives.way), hostPlatform),
      ),
    ]),
  );
}

const config = (reads: readonly string[] | null): Binding =>
  reads === null ? inherit("config") : bind("config", call(id("configOf"), strings(reads)));

function moduleExpression(module: DependencyModule, way: NifWay): Expr {
  const crate = module.crate === null ? nil : select(id("crates"), module.crate);
  const { precompiled } = module;
  if (precompiled === null) {
    return set([
      bind("module", str(module.module)),
      bind("crate", crate),
      bind("configApp", module.configApp === null ? nil : str(module.configApp)),
      bind("loadApp", str(module.loadApp)),
      bind("library", module.library === null ? nil : str(module.library)),
    ]);
  }
  return set([
    bind("module", str(module.module)),
    ...(module.crate === null ? [] : [bind("crate", crate)]),
    ...artifactNames(precompiled),
    ...(way === "prebuilt" ? artifacts(precompiled) : []),
  ]);
}

/** What RustlerPrecompiled makes the names of its artifacts of. */
export function artifactNames(module: ArtifactNames): readonly Binding[] {
  return [
    bind("basename", str(module.basename)),
    bind("version", str(module.version)),
    bind("nifVersions", strings(module.nifVersions)),
    ...(Object.keys(module.variants).length === 0 ? [] : [bind("variants", variants(module.variants))]),
  ];
}

/** Where artifacts lie, and their hashes. */
export function artifacts(precompiled: NonNullable<DependencyModule["precompiled"]>): readonly Binding[] {
  const urls = Object.entries(precompiled.urls);
  return [
    ...(precompiled.baseUrl === null ? [] : [bind("baseUrl", str(precompiled.baseUrl))]),
    ...(urls.length === 0 ? [] : [bind("urls", record(urls))]),
    bind("checksums", record(Object.entries(precompiled.checksums))),
  ];
}

const record = (entries: readonly (readonly [string, string])[]): Expr =>
  set(entries.map(([key, value]) => bind([key], str(value))));

export const variants = (byTarget: Readonly<Record<string, readonly string[]>>): Expr =>
  set(Object.entries(byTarget).map(([target, names]) => bind([target], strings(names))));
