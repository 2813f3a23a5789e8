import { type Binding, type Expr } from "../nix/ast.ts";
import { bind, call, id, list, select, set, str } from "../nix/build.ts";
import type { AboutPlan } from "../plan/build-plan.ts";
import { licences } from "../recipes/licences.ts";
import { lookUp } from "../text/look-up.ts";
import { unless } from "./inputs.ts";

/** Whether a project says anything of itself. */
const hasMeta = ({ description, homepage, licenses }: AboutPlan): boolean =>
  description !== null || homepage !== null || licenses.length > 0;

/** `meta` of a release, in nixpkgs' order. */
export function metaBinding(about: AboutPlan, program: string): Binding {
  if (!hasMeta(about)) return bind(["meta", "mainProgram"], str(program));
  const { description, homepage, licenses } = about;
  return bind(
    "meta",
    set([
      ...(description === null ? [] : [bind("description", str(description))]),
      ...(homepage === null ? [] : [bind("homepage", str(homepage))]),
      ...unless(licenses.length === 0, bind("license", licenceExpression(licenses))),
      bind("mainProgram", str(program)),
      bind("platforms", select(id("lib"), "platforms", "unix")),
    ]),
  );
}

/** Hex asks for SPDX identifiers, and does not insist: what is none is handed on as a name. */
export function licenceExpression(licenses: readonly string[]): Expr {
  const each = licenses.map((name) => {
    const attribute = lookUp(licences, name);
    if (attribute !== undefined) return select(id("lib"), "licenses", attribute);
    return call(select(id("lib"), "getLicenseFromSpdxIdOr"), str(name), set([bind("shortName", str(name))]));
  });
  return each.length === 1 ? (each[0] as Expr) : list(each);
}
