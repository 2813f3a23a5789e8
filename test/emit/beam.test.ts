import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { beamFile } from "../../src/emit/files/beam.ts";
import { printNix } from "../../src/nix/print.ts";
import { planBeam } from "../../src/plan/plan-beam.ts";
import { libraryText } from "../../src/ports/resource.ts";
import { path } from "./library/library.ts";
import { evaluate, withFiles } from "./nix.ts";
import { mixProject, project } from "./project.ts";

/** nix/beam.nix of a project with this `elixir:`, called by real Nix with a package set of this Elixir, which may be changed. */
function elixirOf(requirement: string, version: string, change = "(set: set)"): unknown {
  const beam = planBeam(
    project({ mix: mixProject({ elixir: requirement }) }),
    { beam: { erlang: null, elixir: "nixpkgs" } },
    new Diagnostics(),
  );
  const text = printNix(beamFile({ beam } as Parameters<typeof beamFile>[0]));
  return withFiles(
    [
      { path: "nix/beam.nix", text, ownership: "user" },
      { path: "nix/lib/required.nix", text: libraryText("required.nix"), ownership: "user" },
    ],
    (folder) =>
      evaluate(`
      let
        lib = import ${path("test/pkgs/lib")};
        set = lib.makeExtensible (self: { elixir.version = "${version}"; mixRelease = self.elixir.version; });
      in
      (${change} (lib.callPackageWith { inherit lib; beamPackages = set; } ${folder}/nix/beam.nix { })).mixRelease`),
  );
}

describe("the Elixir of the package set that builds", () => {
  test("is taken where `elixir:` of mix.exs takes it", () => {
    expect(elixirOf("~> 1.18.2", "1.18.4")).toBe("1.18.4");
    expect(elixirOf("~> 1.14", "1.15.7")).toBe("1.15.7");
  });

  test("else evaluation ends, before anything is built", () => {
    expect(() => elixirOf("~> 1.18.2", "1.19.1")).toThrow(
      "mix.exs:1 asks for Elixir ~> 1.18.2, and this nixpkgs has Elixir 1.19.1; take another nixpkgs, or name another version under [beam] in nif2nix.toml",
    );
  });

  test("may be put in its place by whoever calls", () => {
    const change = '(set: set.extend (_: _: { elixir.version = "1.18.5"; }))';
    expect(elixirOf("~> 1.18.2", "1.19.1", change)).toBe("1.18.5");
  });
});
