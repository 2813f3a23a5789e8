import { joinPath, parentPath } from "../../model/paths.ts";
import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  bool,
  call,
  fn,
  formals,
  id,
  inherit,
  inheritFrom,
  letIn,
  lines,
  list,
  path,
  select,
  set,
  space,
  str,
} from "../../nix/build.ts";
import type { BuildPlan, ReleasePlan } from "../../plan/build-plan.ts";
import type { UpstreamPlan } from "../../plan/upstream.ts";
import { unless } from "../inputs.ts";
import { assetPackages, assetTasks, releaseTools } from "./assets.ts";
import { cratesSet } from "./crates.ts";
import { configuredApps, dependencyLines, makeLines, overridesExpression } from "./dependencies.ts";
import { usedByDeps } from "./deps.ts";
import { environmentOf, inputsOf, withoutHooks } from "./inputs.ts";
import { nixpkgsMeta } from "./meta.ts";
import { PackageArguments } from "./names.ts";
import { configure, forceLines, moduleLines, placeLibrary, precompiledCache, repack, type Shell } from "./shell.ts";
import { sourceExpression } from "./source.ts";
import { updateScript } from "./update.ts";

const finalAttrs = id("finalAttrs");

/** package.nix: the release as a package of nixpkgs has it, with everything about it in this file and deps.nix. */
export function nixpkgsPackageFile(plan: BuildPlan, upstream: UpstreamPlan): NixFile {
  const args = new PackageArguments();
  const [release] = plan.package.releases as readonly [ReleasePlan];
  const version = versionOf(release, upstream);
  const body = call(
    select(beamPackages(plan, args), "mixRelease"),
    fn("finalAttrs", set(attributes(plan, upstream, { ...release, version }, args))),
  );
  const chosen = chosenBeam(plan, args);
  const whole = chosen === null ? body : letIn([bind("beamPackages", chosen)], body);
  return { header: [], body: fn(formals(args.names()), whole) };
}

/** A commit without a version has the date of it behind the last one (pkgs/README.md, "Versioning"). */
function versionOf({ version }: ReleasePlan, { date }: UpstreamPlan): string {
  return date === null ? version : `${version}-unstable-${date}`;
}

function attributes(
  plan: BuildPlan,
  upstream: UpstreamPlan,
  release: ReleasePlan,
  args: PackageArguments,
): readonly Binding[] {
  const { pname, version, releaseName } = release;
  const { package: own, make } = plan;
  const inputs = make?.inputs;
  const patch = patchShell(plan, args);
  const env = environmentOf({ ...own.env, ...inputs?.env }, args);
  const assets = assetTasks(plan);
  const tools = releaseTools(plan);
  const packages = {
    nativeBuildInputs: [...(inputs?.nativeBuildInputs ?? []), ...assetPackages(plan)],
    buildInputs: inputs?.buildInputs ?? [],
  };
  const given = inputsOf(packages, args);
  const update = updateScript(upstream, pname, version, args);
  const ownCrates = plan.crates.filter(({ source }) => source.kind === "local");
  const outside = plan.nifs.some(({ directory }) => directory.startsWith(".."));
  return [
    bind("pname", str(pname)),
    bind("version", str(version)),
    space,
    bind("src", sourceExpression(upstream, version, args)),
    ...(upstream.folder === "."
      ? []
      : [space, bind("sourceRoot", str(select(finalAttrs, "src", "name"), `/${upstream.folder}`))]),
    ...unless(
      upstream.folder === "." || !outside,
      bind("postUnpack", lines('chmod -R u+w "', select(finalAttrs, "src", "name"), '"\n')),
    ),
    ...unless(own.mixEnv === "prod", bind("mixEnv", str(own.mixEnv))),
    ...(releaseName === null ? [] : [bind("mixReleaseName", str(releaseName))]),
    space,
    bind("mixNixDeps", dependencies(plan, upstream, pname, args)),
    ...(given.length === 0 ? [] : [space, ...given]),
    ...(inputs === undefined ? [] : withoutHooks(inputs).map((name) => bind(name, bool(true)))),
    ...(env.length === 0 ? [] : [space, bind("env", set(env))]),
    ...(patch.length === 0 ? [] : [space, bind("postPatch", lines(...patch))]),
    ...(assets === null ? [] : [space, bind("postBuild", assets)]),
    ...(tools === null ? [] : [space, bind("preInstall", tools)]),
    ...(own.path.length === 0 ? [] : [space, runPath(own.path, args)]),
    space,
    bind(
      "passthru",
      set([
        inheritFrom(finalAttrs, "mixNixDeps"),
        ...(ownCrates.length === 0 ? [] : [bind("crates", cratesSet(ownCrates, plan, upstream, pname, args))]),
        ...(update === null ? [] : [bind("updateScript", update)]),
      ]),
    ),
    space,
    nixpkgsMeta(own.about, upstream, releaseName ?? pname),
  ];
}

function dependencies(plan: BuildPlan, upstream: UpstreamPlan, pname: string, args: PackageArguments): Expr {
  const overrides = overridesExpression(plan, upstream, pname, args);
  const withConfig = configuredApps(plan).size > 0;
  const used = usedByDeps(plan);
  for (const name of used) args.use(name);
  beamPackages(plan, args);
  return call(
    id("import"),
    path("./deps.nix"),
    set([
      inherit("lib", "beamPackages", ...used),
      ...(withConfig ? [bind("appConfigPath", configuration(plan, upstream, pname, args))] : []),
      ...(overrides === null ? [] : [bind("overrides", overrides)]),
    ]),
  );
}

/** What dependencies are compiled with: the configuration as it lies in the sources, or with lines of ours behind it. */
function configuration(plan: BuildPlan, { folder }: UpstreamPlan, pname: string, args: PackageArguments): Expr {
  const { configFiles, configPath } = plan.package;
  const source = [select(finalAttrs, "src"), `/${joinPath(folder, parentPath(configPath))}`] as const;
  const added = [...moduleLines(plan.nifs), ...dependencyLines(plan), ...makeLines(plan)];
  if (added.length === 0) return str(...source);
  const copied: Shell =
    configFiles.length === 0 ? [] : ["cp -r --no-preserve=mode ", source[0], `${source[1]}/. "$out"\n`];
  return call(
    args.use("runCommand"),
    str(`${pname}-config`),
    set([]),
    lines('mkdir -p "$out"\n', ...copied, ...configure('"$out"/config.exs', added)),
  );
}

function patchShell(plan: BuildPlan, args: PackageArguments): Shell {
  const { nifs, crates, make, package: own } = plan;
  const repacked = nifs.filter(({ artifact }) => artifact !== null);
  const added = [...moduleLines(nifs), ...dependencyLines(plan), ...forceLines(make?.forced ?? [])];
  return [
    ...(make === null ? [] : ['export ELIXIR_MAKE_CACHE_DIR="$TMPDIR/elixir_make"\n']),
    ...(added.length > 0 && own.configFiles.length === 0 ? [`mkdir -p ${parentPath(own.configPath)}\n`] : []),
    ...configure(own.configPath, added),
    ...nifs.flatMap(({ crate, library, directory, configApp }) => {
      const found = crates.find(({ attr }) => attr === crate);
      if (found === undefined || library === null || configApp === null) return [];
      return placeLibrary(found, joinPath(directory, library), args);
    }),
    ...(repacked.length === 0 ? [] : precompiledCache),
    ...repacked.flatMap(({ module, artifact, crate, directory }) => {
      const found = crates.find(({ attr }) => attr === crate);
      return artifact === null || found === undefined ? [] : repack(module, artifact, found, directory, args);
    }),
  ];
}

/** As runPath of library/run-path.nix. */
function runPath(paths: readonly string[], args: PackageArguments): Binding {
  const found = call(select(id("lib"), "makeBinPath"), list(paths.map((each) => args.use(each))));
  const script = lines(
    'wrapInRunPath() {\n  local program\n  for program in "$out"/bin/*; do\n    wrapProgram "$program" --prefix PATH : ',
    found,
    "\n  done\n}\npostFixupHooks+=(wrapInRunPath)\n",
  );
  return bind(
    "preFixup",
    script,
    "Up to 26.05 mixRelease has a postFixup of its own, in which it wraps the start scripts.",
  );
}

/** The set of the BEAM, by the name that it has in this file. */
function beamPackages({ beam }: BuildPlan, args: PackageArguments): Expr {
  return beam.erlang === null && beam.elixir === null ? args.use("beamPackages") : id("beamPackages");
}

function chosenBeam({ beam: { erlang, elixir } }: BuildPlan, args: PackageArguments): Expr | null {
  if (erlang === null && elixir === null) return null;
  const packages = erlang === null ? args.use("beam.packages.erlang") : args.use(`beam.packages.erlang_${erlang}`);
  if (elixir === null) return packages;
  const elixirs = set([bind("elixir", select(id("prev"), `elixir_${elixir.replaceAll(".", "_")}`))]);
  return call(select(packages, "overrideScope"), fn("_final", fn("prev", elixirs)));
}
