import type { Expr, NixFile } from "../../nix/ast.ts";
import { bind, call, formals, fn, id, inherit, list, path, select, set, str, strings } from "../../nix/build.ts";
import type { ArtifactPlan, BuildPlan, MadeArtifactPlan, ReleasePlan } from "../../plan/build-plan.ts";
import { unless } from "../inputs.ts";
import { packageArguments } from "../package-arguments.ts";
import { cargoPlace, featureBindings } from "./crates.ts";
import { variants } from "./dependency-nifs.ts";

/** nix/artifacts.nix: archives of NIFs for the users of a library, and the files with their checksums. */
export function artifactsFile(plan: BuildPlan): NixFile {
  const [{ pname, version }] = plan.package.releases as readonly [ReleasePlan, ...ReleasePlan[]];
  const varies = plan.artifacts.some(hasVariants);
  const name = bind("name", str(`${pname}-artifacts-${version}`));
  const ofCrates = call(
    select(libraryFile("artifacts"), "nifArtifacts"),
    set([
      name,
      inherit("glibc", ...(varies ? ["variants"] : [])),
      bind("modules", list(plan.artifacts.map((each) => moduleExpression(each, plan)))),
    ]),
  );
  const made = call(
    select(libraryFile("make-artifacts"), "makeArtifacts"),
    set([name, inherit("release", "glibc"), bind("projects", list(plan.madeArtifacts.map(projectExpression)))]),
  );
  const bodies = [
    ...(plan.artifacts.length > 0 || plan.madeArtifacts.length === 0 ? [ofCrates] : []),
    ...(plan.madeArtifacts.length > 0 ? [made] : []),
  ] as const;
  const [only = ofCrates, ...others] = bodies;
  const whole = others.length === 0 ? only : call(id("symlinkJoin"), set([name, bind("paths", list(bodies))]));
  const { body, names } = packageArguments(whole, []);
  return {
    header: [],
    body: fn(
      formals([
        ...names,
        "callPackage",
        ...(others.length === 0 ? [] : ["symlinkJoin"]),
        "release",
        ["glibc", str("2.17")],
        ...(varies ? [["variants", set([])] as const] : []),
      ]),
      body,
    ),
  };
}

const libraryFile = (name: string): Expr => call(id("callPackage"), path(`./lib/${name}.nix`), set([]));

/** Programs have no NIF version, and one archive. */
const projectExpression = ({ app, directory, nifVersions }: MadeArtifactPlan): Expr =>
  set([
    bind("app", str(app)),
    ...unless(directory === ".", bind("directory", str(directory))),
    bind("nifVersions", strings(nifVersions ?? [""])),
  ]);

const hasVariants = ({ variants }: ArtifactPlan): boolean => Object.values(variants).some((names) => names.length > 0);

function moduleExpression(artifact: ArtifactPlan, { crates }: BuildPlan): Expr {
  const crate = crates.find(({ attr }) => attr === artifact.crate);
  return set([
    bind("module", str(artifact.module)),
    bind("crate", select(id("release"), "crates", artifact.crate)),
    bind("basename", str(artifact.basename)),
    bind("version", str(artifact.version)),
    bind("libName", str(crate?.libName ?? artifact.basename)),
    ...(crate === undefined ? [] : cargoPlace(crate)),
    ...unless(!hasVariants(artifact), bind("variants", variants(artifact.variants))),
    bind(
      "nifVersions",
      set(Object.entries(artifact.nifVersions).map(([version, built]) => bind([version], set(featureBindings(built))))),
    ),
  ]);
}
