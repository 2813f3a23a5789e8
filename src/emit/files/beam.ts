import type { Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  call,
  fn,
  formals,
  id,
  inherit,
  inheritFrom,
  letIn,
  list,
  path,
  select,
  selectOr,
  set,
  str,
} from "../../nix/build.ts";
import type { BuildPlan, ElixirNeed } from "../../plan/build-plan.ts";

/** nix/beam.nix: the package set with the Erlang/OTP and Elixir that the project asks for; mix and the release use no other. */
export function beamFile({ beam: { erlang, elixir, erlangWhy, elixirWhy, needs } }: BuildPlan): NixFile {
  if (erlang === null && elixir === null && needs.length === 0) {
    return { header: [], body: fn(formals(["beamPackages"]), id("beamPackages")) };
  }
  // The package set's own, as an overlay may have changed it.
  const usual = erlang === null && elixir === null;
  const packages = usual
    ? id("beamPackages")
    : erlang === null
      ? select(id("beam"), "packages", "erlang")
      : selectOr(id("beam"), ["packages", `erlang_${erlang}`], missing(`Erlang/OTP ${erlang}`, erlangWhy));
  if (elixir === null && needs.length === 0) return { header: [], body: fn(formals(["beam"]), packages) };
  const chosen =
    elixir === null
      ? select(id("previous"), "elixir")
      : selectOr(id("previous"), [`elixir_${elixir.replaceAll(".", "_")}`], missing(`Elixir ${elixir}`, elixirWhy));
  return {
    header: [],
    body: fn(
      formals([...(needs.length === 0 ? [] : ["lib"]), usual ? "beamPackages" : "beam"]),
      letIn(
        [
          ...(needs.length === 0
            ? []
            : [inheritFrom(call(id("import"), path("./lib/required.nix"), set([inherit("lib")])), "requireVersion")]),
          bind("packages", packages),
          bind(
            "extend",
            selectOr(id("packages"), ["overrideScope"], select(id("packages"), "extend")),
            "Up to nixpkgs 26.05 the function has the second name.",
          ),
        ],
        call(id("extend"), fn("_", fn("previous", set([bind("elixir", needs.reduce(required, chosen))])))),
      ),
    ),
  };
}

const required = (elixir: Expr, { asked, conditions }: ElixirNeed): Expr =>
  call(
    id("requireVersion"),
    set([
      bind("name", str("Elixir")),
      bind("asked", str(asked)),
      bind("advice", str("take another nixpkgs, or name another version under [beam] in nif2nix.toml")),
      bind(
        "conditions",
        list(
          conditions.map((all) =>
            list(all.map(({ operator, than }) => set([bind("operator", str(operator)), bind("than", str(than))]))),
          ),
        ),
      ),
    ]),
    elixir,
  );

const missing = (what: string, why: string): Expr =>
  call(
    id("throw"),
    str(
      `this nixpkgs has no ${what} (${why}); take another nixpkgs, or name another version under [beam] in nif2nix.toml`,
    ),
  );
