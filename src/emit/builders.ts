import type { Builder } from "../model/dependency.ts";

/** nixpkgs' builders by the tool that a package is built with (pkgs/development/beam-modules). The first is assumed where nothing is known. */
export const builders: readonly [BeamBuilder, ...BeamBuilder[]] = [
  { name: "mix", function: "buildMix" },
  { name: "rebar3", function: "buildRebar3" },
  { name: "erlang.mk", function: "buildErlangMk" },
  // Packages with nothing but a Makefile build as erlang.mk's do: `make`, then ebin/ and priv/ are taken.
  { name: "make", function: "buildErlangMk" },
];

interface BeamBuilder {
  readonly name: Builder;
  readonly function: "buildMix" | "buildRebar3" | "buildErlangMk";
}
