import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, id, list, select, set, str } from "../../nix/build.ts";
import type { AboutPlan } from "../../plan/build-plan.ts";
import type { UpstreamPlan } from "../../plan/upstream.ts";
import { trimEnd } from "../../text/trim-end.ts";
import { licenceExpression } from "../meta.ts";
import { homepageOf } from "./source.ts";

/** `meta`, in the order and to the rules of nixpkgs (pkgs/README.md, "Meta attributes"). */
export function nixpkgsMeta(about: AboutPlan, upstream: UpstreamPlan, program: string): Binding {
  const { description, licenses } = about;
  const homepage = about.homepage ?? homepageOf(upstream.address);
  return bind(
    "meta",
    set([
      ...(description === null ? [] : [bind("description", str(spoken(description)))]),
      ...(homepage === null ? [] : [bind("homepage", str(homepage))]),
      bind("license", licenses.length === 0 ? unlicensed : licenceExpression(licenses)),
      bind("maintainers", list([])),
      bind("mainProgram", str(program)),
      bind("platforms", select(id("lib"), "platforms", "unix")),
    ]),
  );
}

/** All rights are reserved where nobody gave them away. */
const unlicensed: Expr = select(id("lib"), "licenses", "unfree");

/** One sentence that begins with a capital, without an article before or a full stop behind. */
function spoken(description: string): string {
  const line = description.trim().replaceAll(/\s+/g, " ");
  const words = trimEnd(line.replace(/^(?:an?|the) /i, ""), ".");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
