import type { NixFile, Expr } from "../../nix/ast.ts";
import { bind, call, fn, formals, id, letIn, list, path, select, set, space, str, strings } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";

const systems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

/** flake.nix: the release as a package, its load check, and a shell in which mix and cargo work as always. */
export function flakeFile(plan: BuildPlan): NixFile {
  const crane = plan.rust === "crane";
  return {
    header: [
      "This file is yours: nif2nix made it once and never changes it.",
      "",
      "  nix build        the release",
      "  nix flake check  does every NIF load?",
      "  nix develop      a shell for mix and cargo",
    ],
    body: set([
      bind("description", str(plan.package.pname)),
      space,
      bind(
        "inputs",
        set([
          bind(["nixpkgs", "url"], str("github:NixOS/nixpkgs/nixos-unstable")),
          ...(crane ? [bind(["crane", "url"], str("github:ipetkov/crane"))] : []),
        ]),
      ),
      space,
      bind("outputs", fn(formals(["nixpkgs", ...(crane ? ["crane"] : [])], { open: true }), outputs(crane))),
    ]),
  };
}

function outputs(crane: boolean): Expr {
  const pkgs = id("pkgs");
  const forSystems = (body: Expr): Expr => call(id("forSystems"), fn("pkgs", body));
  return letIn(
    [
      bind("systems", strings(systems)),
      bind(
        "forSystems",
        fn(
          "outputs",
          call(
            select(id("nixpkgs"), "lib", "genAttrs"),
            id("systems"),
            fn("system", call(id("outputs"), select(id("nixpkgs"), "legacyPackages", id("system")))),
          ),
        ),
      ),
      bind(
        "release",
        fn(
          "pkgs",
          call(
            select(pkgs, "callPackage"),
            path("./nix/package.nix"),
            set(crane ? [bind("craneLib", call(select(id("crane"), "mkLib"), pkgs))] : []),
          ),
        ),
      ),
    ],
    set([
      bind("packages", forSystems(set([bind("default", call(id("release"), pkgs))]))),
      space,
      bind(
        "checks",
        forSystems(set([bind("load", select(call(id("release"), pkgs), "tests", "load"))])),
        "The built release loads every NIF module.",
      ),
      space,
      bind(
        "devShells",
        forSystems(
          set([
            bind(
              "default",
              call(
                select(pkgs, "mkShell"),
                set([
                  bind(
                    "packages",
                    list(
                      ["elixir", "erlang", "cargo", "rustc", "rustfmt", "clippy"].map((name) =>
                        name === "elixir" || name === "erlang"
                          ? select(pkgs, "beamPackages", name)
                          : select(pkgs, name),
                      ),
                    ),
                  ),
                ]),
              ),
            ),
          ]),
        ),
      ),
    ]),
  );
}
