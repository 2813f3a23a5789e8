import type { Node } from "../../parse/tree.ts";

/** Names that a pattern binds; those inside `^` and map keys are not among them. */
export function patternVariables(pattern: Node): readonly string[] {
  switch (pattern.kind) {
    case "variable":
      return pattern.name === "_" || /^__[A-Z]+__$/.test(pattern.name) ? [] : [pattern.name];
    case "tuple":
    case "list":
    case "bitstring":
      return pattern.items.flatMap(patternVariables);
    case "map":
      return pattern.entries.flatMap(([, value]) => patternVariables(value));
    case "struct":
      return [...patternVariables(pattern.name), ...pattern.entries.flatMap(([, value]) => patternVariables(value))];
    case "call":
      if (pattern.name === "::") return patternVariables(pattern.args[0] as Node);
      return ["=", "|", "<>", "++", "when", "var!", "\\\\"].includes(pattern.name)
        ? pattern.args.flatMap(patternVariables)
        : [];
    default:
      return [];
  }
}
