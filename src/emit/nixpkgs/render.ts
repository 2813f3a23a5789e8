import { printNix } from "../../nix/print.ts";
import type { BuildPlan, ReleasePlan } from "../../plan/build-plan.ts";
import type { UpstreamPlan } from "../../plan/upstream.ts";
import type { OutputFile } from "../output-file.ts";
import { configuredApps } from "./dependencies.ts";
import { nixpkgsDepsFile } from "./deps.ts";
import { nixpkgsPackageFile } from "./package.ts";
import { packageFolder } from "./update.ts";

/** The files of a package of nixpkgs, where nixpkgs has them. */
export function renderNixpkgs(plan: BuildPlan, upstream: UpstreamPlan): readonly OutputFile[] {
  const [{ pname }] = plan.package.releases as readonly [ReleasePlan];
  const folder = packageFolder(pname);
  return [
    { path: `${folder}/package.nix`, ownership: "user", text: printNix(nixpkgsPackageFile(plan, upstream)) },
    {
      path: `${folder}/deps.nix`,
      ownership: "generated",
      text: printNix(nixpkgsDepsFile(plan, configuredApps(plan))),
    },
  ];
}
