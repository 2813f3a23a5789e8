import type { Expr, NixFile } from "../../nix/ast.ts";
import { bind, bool, call, formals, fn, id, inherit, list, path, select, set, str, strings } from "../../nix/build.ts";
import type { ArtifactPlan, BuildPlan, ReleasePlan } from "../../plan/build-plan.ts";
import { unless } from "../inputs.ts";

/** nix/artifacts.nix: archives of NIFs for the users of a library, and the files with their checksums. */
export function artifactsFile(plan: BuildPlan): NixFile {
  const [{ pname, version }] = plan.package.releases as readonly [ReleasePlan, ...ReleasePlan[]];
  const varies = plan.artifacts.some(hasVariants);
  const library = call(id("callPackage"), path("./lib/artifacts.nix"), set([]));
  return {
    header: [],
    body: fn(
      formals(["callPackage", "release", ["glibc", str("2.17")], ...(varies ? [["variants", set([])] as const] : [])]),
      call(
        select(library, "nifArtifacts"),
        set([
          bind("name", str(`${pname}-artifacts-${version}`)),
          inherit("glibc", ...(varies ? ["variants"] : [])),
          bind("modules", list(plan.artifacts.map((each) => moduleExpression(each, plan)))),
        ]),
      ),
    ),
  };
}

const hasVariants = ({ variants }: ArtifactPlan): boolean => Object.values(variants).some((names) => names.length > 0);

function moduleExpression(artifact: ArtifactPlan, { crates }: BuildPlan): Expr {
  const crate = crates.find(({ attr }) => attr === artifact.crate);
  return set([
    bind("module", str(artifact.module)),
    bind("crate", select(id("release"), "crates", artifact.crate)),
    bind("basename", str(artifact.basename)),
    bind("version", str(artifact.version)),
    bind("libName", str(crate?.libName ?? artifact.basename)),
    // crane is in the workspace's folder already.
    ...(crate === undefined || crate.workspace === "." || crate.builder === "crane"
      ? []
      : [bind("folder", str(crate.workspace))]),
    ...(crate === undefined ? [] : unless(crate.manifest === "Cargo.toml", bind("manifest", str(crate.manifest)))),
    ...(crate === undefined || crate.configs.length === 0 || crate.builder === "rustPlatform"
      ? []
      : [bind("configs", strings(crate.configs))]),
    ...unless(
      !hasVariants(artifact),
      bind("variants", set(Object.entries(artifact.variants).map(([target, names]) => bind([target], strings(names))))),
    ),
    bind(
      "nifVersions",
      set(
        Object.entries(artifact.nifVersions).map(([version, { features, defaultFeatures }]) =>
          bind(
            [version],
            set([
              ...unless(features.length === 0, bind("features", strings(features))),
              ...unless(defaultFeatures, bind("defaultFeatures", bool(false))),
            ]),
          ),
        ),
      ),
    ),
  ]);
}
