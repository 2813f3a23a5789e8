import type { Binding, Expr } from "../../src/nix/ast.ts";
import { hasNix, parseAll } from "./nix.ts";

/** Nix shows `inherit (from) name` as the binding that it is, later versions as it was written. */
const showsInherit = hasNix && (parseAll(["from: { inherit (from) name; }"])[0] ?? "").includes("inherit");

/**
 * Nix for a tree in the dullest way: everything in parentheses, every string in "...", no layout. What Nix parses from it
 * is what the printer's text has to mean.
 */
export function reference(expr: Expr): string {
  return `(${bare(expr)})`;
}

function bare(expr: Expr): string {
  switch (expr.kind) {
    case "string":
      return quoted(expr.parts);
    case "lines":
      return quoted(expr.parts);
    case "integer":
      return expr.value < 0 ? `-${-expr.value}` : String(expr.value);
    case "boolean":
      return String(expr.value);
    case "null":
      return "null";
    case "path":
      return path(expr.path);
    case "identifier":
      return expr.name;
    case "list":
      return `[ ${expr.items.map(reference).join(" ")} ]`;
    case "set":
      return `{ ${expr.bindings.map(binding).join(" ")} }`;
    case "let":
      return `let ${expr.bindings.map(binding).join(" ")} in ${reference(expr.body)}`;
    case "function": {
      const { formals } = expr;
      if (typeof formals === "string") return `${formals}: ${reference(expr.body)}`;
      const names = formals.names.map(({ name, fallback }) =>
        fallback === null ? name : `${name} ? ${reference(fallback)}`,
      );
      const head = `{ ${[...names, ...(formals.open ? ["..."] : [])].join(", ")} }`;
      return `${head}: ${reference(expr.body)}`;
    }
    case "apply":
      return [expr.fn, ...expr.args].map(reference).reduce((fn, arg) => `(${fn} ${arg})`);
    case "select": {
      const { target } = expr;
      if (expr.fallback === null && target.kind === "select" && target.fallback === null)
        return bare({ ...target, path: [...target.path, ...expr.path] });
      const names = expr.path.map((name) => (typeof name === "string" ? quoted([name]) : `\${${reference(name)}}`));
      const fallback = expr.fallback === null ? "" : ` or ${reference(expr.fallback)}`;
      return `${reference(expr.target)}.${names.join(".")}${fallback}`;
    }
    case "binary":
      return binary(expr);
  }
}

/** Chains of operators that mean the same however they are grouped are grouped as Nix groups them. */
function binary(expr: Expr & { kind: "binary" }): string {
  const { operator } = expr;
  const operands = (node: Expr, side: "left" | "right" | "both"): Expr[] =>
    node.kind === "binary" && node.operator === operator && side !== "right"
      ? [...operands(node.left, "both"), ...operands(node.right, operator === "+" ? "right" : "both")]
      : [node];
  if (operator === "==" || operator === "!=") return `${reference(expr.left)} ${operator} ${reference(expr.right)}`;
  const all = operands(expr, "both").map(reference);
  return operator === "//" || operator === "++"
    ? all.reduceRight((right, left) => `(${left} ${operator} ${right})`)
    : all.reduce((left, right) => `(${left} ${operator} ${right})`);
}

function binding(each: Binding): string {
  if (each.kind === "space") return "";
  if (each.kind === "bind") return `${each.path.map((name) => quoted([name])).join(".")} = ${reference(each.value)};`;
  const { from } = each;
  if (from === null) return `inherit ${each.names.join(" ")};`;
  if (showsInherit) return `inherit ${reference(from)} ${each.names.map((name) => quoted([name])).join(" ")};`;
  return each.names.map((name) => `${quoted([name])} = ${reference(from)}.${quoted([name])};`).join(" ");
}

function path(text: string): string {
  const plain = text.split("/").filter((segment) => segment !== "" && segment !== ".");
  const odd = plain.findIndex((segment) => !/^[\w.+-]+$/.test(segment));
  const literal = ["./.", ...(odd === -1 ? plain : plain.slice(0, odd))].join("/");
  return odd === -1 ? literal : `(${literal}) + ${quoted([`/${plain.slice(odd).join("/")}`])}`;
}

function quoted(parts: readonly (string | Expr)[]): string {
  const escapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const written = parts.map((part) =>
    typeof part === "string"
      ? part.replace(/["\\$\n\r\t]/g, (found) => escapes[found] ?? `\\${found}`)
      : `\${${reference(part)}}`,
  );
  return `"${written.join("")}"`;
}

/**
 * Nix shows a string as the pieces that its parser made of it; this puts neighbours together, so that two can be compared. Later versions
 * put a backslash only before a `$` that a `{` follows in its piece: none is left, since what is put in is shown apart.
 */
export function withWholeStrings(parsed: string): string {
  const text = String.raw`"(?:[^"\\]|\\.)*"`;
  const steps: readonly (readonly [RegExp, string | ((all: string, ...parts: string[]) => string)])[] = [
    [new RegExp(`\\((${text})\\)`, "g"), "$1"],
    [
      new RegExp(`(${text}) \\+ (${text})`, "g"),
      (_, left, right) => `${(left as string).slice(0, -1)}${(right as string).slice(1)}`,
    ],
    [/\("" \+ /g, "("],
    [/ \+ ""(?=[ )])/g, ""],
  ];
  for (let now = parsed.replace(/\\(.)/gs, (all, escaped) => (escaped === "$" ? "$" : all)); ;) {
    const next = steps.reduce((line, [find, put]) => line.replace(find, put as string), now);
    if (next === now) return now;
    now = next;
  }
}
