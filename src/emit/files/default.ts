import type { NixFile } from "../../nix/ast.ts";
import { bind, call, formals, fn, id, inherit, path, select, set } from "../../nix/build.ts";
import { type BuildPlan, needsCrane } from "../../plan/build-plan.ts";

/** default.nix, in the place of flake.nix: the release, with inputs that npins holds. */
export function defaultFile(plan: BuildPlan): NixFile {
  const crane = needsCrane(plan);
  const toolchain = plan.crates.some((each) => each.toolchain !== null);
  const source = (name: string) => select(id("sources"), name);
  const withRustBin = call(select(id("pkgs"), "extend"), call(id("import"), source("rust-overlay")));
  const pins = ["npins init", ...(crane ? ["npins add github ipetkov crane"] : [])];
  const pinned = toolchain ? [...pins, "npins add github oxalica rust-overlay"] : pins;
  return {
    header: [
      "This file is yours: nif2nix made it once and never changes it.",
      "",
      ...pinned.map((command) => `  ${command}`),
      "  nix-build                the release",
      "  nix-build -A tests.load  can the release start?",
    ],
    body: fn(
      formals([
        ["sources", call(id("import"), path("./npins"))],
        ["pkgs", call(id("import"), source("nixpkgs"), set([]))],
      ]),
      call(
        select(id("pkgs"), "callPackage"),
        path("./nix/package.nix"),
        set([
          ...(crane ? [bind("craneLib", call(id("import"), source("crane"), set([inherit("pkgs")])))] : []),
          ...(toolchain
            ? [bind("rustToolchain", select(withRustBin, "buildPackages", "rust-bin", "fromRustupToolchain"))]
            : []),
        ]),
      ),
    ),
  };
}
