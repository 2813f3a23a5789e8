import type { Expr, NixFile } from "../../nix/ast.ts";
import { bind, call, fn, formals, id, letIn, select, selectOr, set, str } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";

/** nix/beam.nix: the package set with the Erlang/OTP and Elixir that the project asks for; mix and the release use no other. */
export function beamFile({ beam: { erlang, elixir, erlangWhy, elixirWhy } }: BuildPlan): NixFile {
  if (erlang === null && elixir === null) {
    return { header: [], body: fn(formals(["beamPackages"]), id("beamPackages")) };
  }
  const packages =
    erlang === null
      ? select(id("beam"), "packages", "erlang")
      : selectOr(id("beam"), ["packages", `erlang_${erlang}`], missing(`Erlang/OTP ${erlang}`, erlangWhy));
  if (elixir === null) return { header: [], body: fn(formals(["beam"]), packages) };
  const chosen = selectOr(
    id("previous"),
    [`elixir_${elixir.replaceAll(".", "_")}`],
    missing(`Elixir ${elixir}`, elixirWhy),
  );
  return {
    header: [],
    body: fn(
      formals(["beam"]),
      letIn(
        [
          bind("packages", packages),
          bind(
            "extend",
            selectOr(id("packages"), ["overrideScope"], select(id("packages"), "extend")),
            "Up to nixpkgs 26.05 the function has the second name.",
          ),
        ],
        call(id("extend"), fn("_", fn("previous", set([bind("elixir", chosen)])))),
      ),
    ),
  };
}

const missing = (what: string, why: string): Expr =>
  call(
    id("throw"),
    str(
      `this nixpkgs has no ${what} (${why}); take another nixpkgs, or name another version under [beam] in nif2nix.toml`,
    ),
  );
