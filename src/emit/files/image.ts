import type { NixFile } from "../../nix/ast.ts";
import { bool, call, formals, fn, id, inherit, list, path, select, set } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import { record } from "../inputs.ts";

/** nix/image.nix: the release as an OCI image; `pkgs.callPackage ./nix/image.nix { release = ...; ports = [ 4000 ]; }`. */
export function imageFile({ run }: BuildPlan): NixFile {
  const library = call(id("callPackage"), path("./lib/image.nix"), set([]));
  return {
    header: [],
    body: fn(
      formals(["callPackage", "release", ["ports", list([])], ["shell", bool(false)]]),
      call(
        select(library, "releaseImage"),
        set([inherit("release", "ports", "shell"), ...record("env", run.environment)]),
      ),
    ),
  };
}
