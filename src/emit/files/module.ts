import type { NixFile } from "../../nix/ast.ts";
import { bind, call, id, path, set, str, strings } from "../../nix/build.ts";
import type { BuildPlan, ReleasePlan } from "../../plan/build-plan.ts";
import { record, unless } from "../inputs.ts";

/** nix/module.nix: the release as a service of NixOS. */
export function moduleFile({ run, package: { releases } }: BuildPlan): NixFile {
  return {
    header: [],
    body: call(
      id("import"),
      path("./lib/service.nix"),
      set([
        bind("name", str((releases[0] as ReleasePlan).pname)),
        ...(run.migrate === null ? [] : [bind("migrate", str(run.migrate))]),
        ...record("environment", run.environment),
        ...unless(run.required.length === 0, bind("required", strings(run.required))),
      ]),
    ),
  };
}
