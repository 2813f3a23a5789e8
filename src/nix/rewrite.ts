import type { Binding, Expr } from "./ast.ts";

/** The tree with other expressions in the place of those that `change` has an answer for; into these nobody looks. Outer ones come first. */
export function rewrite(expr: Expr, change: (each: Expr) => Expr | null): Expr {
  const inner = (each: Expr): Expr => rewrite(each, change);
  const changed = change(expr);
  if (changed !== null) return changed;
  switch (expr.kind) {
    case "string":
    case "lines":
      return { ...expr, parts: expr.parts.map((part) => (typeof part === "string" ? part : inner(part))) };
    case "list":
      return { ...expr, items: expr.items.map(inner) };
    case "set":
      return { ...expr, bindings: expr.bindings.map((each) => inBinding(each, inner)) };
    case "let":
      return { ...expr, bindings: expr.bindings.map((each) => inBinding(each, inner)), body: inner(expr.body) };
    case "function":
      return { ...expr, formals: inFormals(expr.formals, inner), body: inner(expr.body) };
    case "apply":
      return { ...expr, fn: inner(expr.fn), args: expr.args.map(inner) };
    case "select":
      return {
        ...expr,
        target: inner(expr.target),
        path: expr.path.map((each) => (typeof each === "string" ? each : inner(each))),
        fallback: expr.fallback === null ? null : inner(expr.fallback),
      };
    case "binary":
      return { ...expr, left: inner(expr.left), right: inner(expr.right) };
    default:
      return expr;
  }
}

function inBinding(binding: Binding, inner: (expr: Expr) => Expr): Binding {
  if (binding.kind === "bind") return { ...binding, value: inner(binding.value) };
  if (binding.kind === "inherit" && binding.from !== null) return { ...binding, from: inner(binding.from) };
  return binding;
}

function inFormals(
  formals: (Expr & { kind: "function" })["formals"],
  inner: (expr: Expr) => Expr,
): (Expr & { kind: "function" })["formals"] {
  if (typeof formals === "string") return formals;
  const withFallback = ({ name, fallback }: (typeof formals.names)[number]) => ({
    name,
    fallback: fallback === null ? null : inner(fallback),
  });
  return { ...formals, names: formals.names.map(withFallback) };
}
