import type { Binding, Expr, Formals } from "./ast.ts";

/** Short makers of the tree in ast.ts: emitters read like the Nix that they write. */

export const id = (name: string): Expr => ({ kind: "identifier", name });
export const str = (...parts: (string | Expr)[]): Expr => ({ kind: "string", parts });
export const lines = (...parts: (string | Expr)[]): Expr => ({ kind: "lines", parts });
export const int = (value: number): Expr => ({ kind: "integer", value });
export const bool = (value: boolean): Expr => ({ kind: "boolean", value });
export const nil: Expr = { kind: "null" };
export const path = (relative: string): Expr => ({ kind: "path", path: relative });
export const list = (items: readonly Expr[]): Expr => ({ kind: "list", items });
export const strings = (items: readonly string[]): Expr => list(items.map((item) => str(item)));
export const set = (bindings: readonly Binding[]): Expr => ({ kind: "set", bindings });
export const letIn = (bindings: readonly Binding[], body: Expr): Expr => ({ kind: "let", bindings, body });
export const fn = (formals: Formals | string, body: Expr): Expr => ({ kind: "function", formals, body });
export const call = (target: Expr, ...args: Expr[]): Expr => ({ kind: "apply", fn: target, args });
export const select = (target: Expr, ...attributes: (string | Expr)[]): Expr => ({
  kind: "select",
  target,
  path: attributes,
  fallback: null,
});
export const selectOr = (target: Expr, attributes: readonly (string | Expr)[], fallback: Expr): Expr => ({
  kind: "select",
  target,
  path: attributes,
  fallback,
});
export const binary = (operator: "//" | "++" | "+" | "==" | "!=", left: Expr, right: Expr): Expr => ({
  kind: "binary",
  operator,
  left,
  right,
});
/** All of at least one, with the operator between. */
export const joined = (operator: "//" | "++" | "+", parts: readonly Expr[]): Expr =>
  parts.reduce((all, part) => binary(operator, all, part));
export const bind = (attribute: string | readonly string[], value: Expr, comment?: string): Binding => {
  const path = typeof attribute === "string" ? [attribute] : attribute;
  return comment === undefined ? { kind: "bind", path, value } : { kind: "bind", path, value, comment };
};
export const inherit = (...names: string[]): Binding => ({ kind: "inherit", from: null, names });
export const inheritFrom = (from: Expr, ...names: string[]): Binding => ({ kind: "inherit", from, names });
export const space: Binding = { kind: "space" };
/** `{ a, b ? c, ... }:` with names in the order given. */
export const formals = (
  names: readonly (string | readonly [string, Expr])[],
  options: { open?: boolean } = {},
): Formals => ({
  names: names.map((name) =>
    typeof name === "string" ? { name, fallback: null } : { name: name[0], fallback: name[1] },
  ),
  open: options.open ?? false,
});
