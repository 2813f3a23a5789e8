import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  binary,
  bool,
  call,
  fn,
  formals,
  id,
  inherit,
  int,
  letIn,
  list,
  nil,
  path,
  select,
  selectOr,
  set,
  space,
  str,
  strings,
} from "../../nix/build.ts";
import { type BuildPlan, everyPlan, type ReleasePlan } from "../../plan/build-plan.ts";
import { callsPart, checkPrograms, hasModules, libraryParts } from "../../plan/library-parts.ts";
import type { NifPlacement } from "../../plan/nif-placement.ts";
import { needsFetchgit } from "../fetchers.ts";
import { unless } from "../inputs.ts";
import { hostPlatform, listOfSome } from "../on-systems.ts";
import { packageArguments } from "../package-arguments.ts";
import { checkBindings } from "./checks.ts";
import { cratesExpression } from "./crates.ts";
import { artifactNames, artifacts } from "./dependency-nifs.ts";
import { dependencyScope, environmentBindings, modulesIn } from "./environments.ts";
import { libraryArguments } from "./library.ts";
import { releaseBindings, wholeBindings } from "./releases.ts";

/** nix/nifs.nix: a derivation for each crate, and what the release needs so that its modules find them. */
export function nifsFile(plan: BuildPlan): NixFile {
  const given = libraryArguments(libraryParts(plan));
  const configured = callsPart(plan, "mix-config");
  const overridable = plan.crates.length > 0;
  const everyModule = modulesIn(plan);
  const { package: release } = plan;
  const natives = everyPlan(plan).flatMap((each) => each.natives);
  const named = plan.nifs.length + natives.length > 0;
  const absent = release.releases.flatMap(({ pname, without }) =>
    without.length === 0 ? [] : [bind([pname], strings(without))],
  );
  const whole = letIn(
    [
      bind(
        "nif2nix",
        call(
          id("callPackage"),
          path("./lib"),
          set([inherit("beamPackages", ...given.filter((name) => name !== "beamPackages"))]),
        ),
      ),
      space,
      ...(overridable
        ? [
            bind("generatedCrates", cratesExpression(plan)),
            bind("crates", binary("//", id("generatedCrates"), call(id("overrideCrates"), id("generatedCrates")))),
            space,
          ]
        : []),
      ...(named ? [bind("modules", listOfSome(plan.nifs, placement, hostPlatform))] : []),
      ...dependencyScope(plan),
      ...environmentBindings(plan, placement),
      ...(absent.length === 0 ? [] : [space, bind("absent", set(absent), "Modules that not every release has.")]),
      ...releaseBindings(plan, everyModule),
      ...wholeBindings(plan, everyModule),
    ],
    set([
      ...unless(overridable, bind("crates", set([]))),
      inherit(
        ...(configured ? ["config"] : []),
        ...(callsPart(plan, "app-config") ? ["configOf"] : []),
        ...(overridable ? ["crates"] : []),
        ...(plan.natives.length > 0 ? ["dependencies"] : []),
        ...(plan.checks === null ? [] : ["environments"]),
        ...(named ? ["modules"] : []),
        "releases",
      ),
      bind("release", select(id("releases"), (release.releases[0] as ReleasePlan).pname)),
      bind("loadCheck", fn("release", loadCheck(plan, everyModule))),
      ...checkBindings(plan),
    ]),
  );
  const own = [
    "callPackage",
    "beamPackages",
    ...(given.includes("craneLib") ? [["craneLib", nil] as const] : []),
    ...(overridable ? [["overrideCrates", fn("_", set([]))] as const] : []),
    ...(given.includes("rustToolchain") ? [["rustToolchain", nil] as const] : []),
    ...(plan.crates.some(({ source }) => source.kind === "dependency" && needsFetchgit(source.source))
      ? ["fetchgit"]
      : []),
  ];
  const { body, names } = packageArguments(
    whole,
    own.map((each) => (typeof each === "string" ? each : each[0])),
  );
  const first = ["lib", "stdenv"].filter((name) => names.includes(name));
  const others = names.filter((name) => !first.includes(name));
  // nix/package.nix is the user's, and hands on all that it was given when it was made.
  return { header: [], body: fn(formals([...first, ...own, ...others], { open: true }), body) };
}

/** Can `release` start, and is it no larger than it may be? */
function loadCheck(plan: BuildPlan, everyModule: Expr): Expr {
  const { maxClosureSize } = plan.package;
  const programs = checkPrograms(plan).map((program) => path(`./lib/${program}`));
  const check = call(
    select(id("nif2nix"), "releaseCheck"),
    set([...heldModules(plan, everyModule), ...unless(programs.length === 0, bind("programs", list(programs)))]),
  );
  return maxClosureSize === null
    ? check
    : call(select(id("nif2nix"), "closureWithin"), int(maxClosureSize), id("release"), check);
}

function placement(nif: NifPlacement): Expr {
  const head = [
    bind("module", str(nif.module)),
    bind("crate", nif.crate === null ? nil : select(id("crates"), nif.crate)),
  ];
  if (nif.published !== null) {
    const names = [...artifactNames(nif.published), ...artifacts(nif.published)];
    return set([bind("module", str(nif.module)), ...names, bind("directory", str(nif.directory))]);
  }
  // It lies where the module looks for it, and is only checked.
  if (nif.configApp === null && nif.crate === null) return set(head);
  const directory = unless(nif.directory === ".", bind("directory", str(nif.directory)));
  if (nif.artifact !== null) return set([...head, ...artifactNames(nif.artifact), ...directory]);
  return set([
    ...head,
    ...(nif.configApp === null ? [] : [bind("configApp", str(nif.configApp))]),
    ...unless(nif.loadApp === nif.configApp, bind("loadApp", str(nif.loadApp))),
    bind("library", nif.library === null ? nil : str(nif.library)),
    ...directory,
  ]);
}

/** A release and the modules that it has to hold: all but those of applications that it does not have. */
function heldModules(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  if (!hasModules(plan)) return [inherit("release")];
  if (plan.package.releases.every(({ without }) => without.length === 0))
    return everyModule.kind === "identifier"
      ? [inherit("release", everyModule.name)]
      : [inherit("release"), bind("modules", everyModule)];
  const absent = selectOr(id("absent"), [select(id("release"), "pname")], list([]));
  const isAbsent = call(select(id("builtins"), "elem"), select(id("module"), "module"), absent);
  const isHeld = fn("module", binary("==", isAbsent, bool(false)));
  return [inherit("release"), bind("modules", call(select(id("builtins"), "filter"), isHeld, everyModule))];
}
