import type { Expr } from "../nix/ast.ts";
import { call, fn, formals, id, select, set } from "../nix/build.ts";
import { rewrite } from "../nix/rewrite.ts";
import { isIdentifier } from "../nix/text.ts";

/**
 * A body that names packages as `pkgs.clang`, with arguments in their place: what callPackage fills in by its name is the build machine's
 * where a derivation has it among its nativeBuildInputs, and the host's elsewhere. `pkgs` itself knows the host's alone.
 * @param taken names that mean something else in the file.
 * @returns the names of its arguments, in their order.
 */
export function packageArguments(
  body: Expr,
  taken: readonly string[],
): { readonly body: Expr; readonly names: readonly string[] } {
  const bound = new Set([...taken, ...boundIn(body)]);
  const names = new Set<string>();
  const change = (each: Expr): Expr | null => {
    if (each.kind === "identifier" && ["lib", "pkgs", "stdenv"].includes(each.name)) names.add(each.name);
    if (each.kind !== "select" || each.fallback !== null) return null;
    if (each.target.kind !== "identifier" || each.target.name !== "pkgs") return null;
    const [first, ...rest] = each.path;
    if (typeof first !== "string" || !isIdentifier(first)) return null;
    if (!bound.has(first)) names.add(first);
    const found = bound.has(first) ? call(id("callPackage"), fn(formals([first]), id(first)), set([])) : id(first);
    return rest.length === 0 ? found : select(found, ...rest);
  };
  return { body: rewrite(body, change), names: [...names].toSorted() };
}

/** Names that a `let` or a function binds. */
function boundIn(body: Expr): readonly string[] {
  const names: string[] = [];
  rewrite(body, (each) => {
    if (each.kind === "let") names.push(...each.bindings.flatMap(boundBy));
    if (each.kind === "function") {
      names.push(...(typeof each.formals === "string" ? [each.formals] : each.formals.names.map(({ name }) => name)));
    }
    return null;
  });
  return names;
}

function boundBy(binding: (Expr & { kind: "let" })["bindings"][number]): readonly string[] {
  if (binding.kind === "inherit") return binding.names;
  return binding.kind === "bind" ? binding.path.slice(0, 1) : [];
}
