import { children, isCall, unpiped } from "../../elixir/eval/nodes.ts";
import type { Node } from "../../elixir/parse/tree.ts";

/** A call that reads a file which its code does not name. */
export interface UnknownRead {
  readonly node: Node;
  /** Whether it runs while the module is compiled; one in a function may be called then, too. */
  readonly whileCompiling: boolean;
}

const READS = /^(?:read|stream|open|ls|ls_r|cp|cp_r)!?$/;

/**
 * Calls that read files by a path of which no part is a string of the same module that names something.
 * @param names whether a string names a file or folder that is there.
 */
export function unknownReads(root: Node, names: (text: string) => boolean): readonly UnknownRead[] {
  const found: UnknownRead[] = [];
  const walk = (node: Node, where: "body" | "macro" | "function", assigned: ReadonlyMap<string, Node>): void => {
    if (node.kind === "call") {
      if (node.name === "defmodule") return each(node, "body", assignments(node));
      if (node.name === "def" || node.name === "defp") return each(node, "function", assigned);
      if (node.name === "defmacro" || node.name === "defmacrop") return each(node, "macro", assigned);
    }
    const path = pathOf(unpiped(node));
    if (path !== undefined && !isCovered(path, assigned, names))
      found.push({ node, whileCompiling: where !== "function" });
    each(node, where, assigned);
  };
  const each = (node: Node, where: "body" | "macro" | "function", assigned: ReadonlyMap<string, Node>): void => {
    for (const child of children(node)) walk(child, where, assigned);
  };
  walk(root, "body", assignments(root));
  return found;
}

/** The argument that says which file is read. */
function pathOf(node: Node): Node | undefined {
  if (node.kind === "call") {
    const [first] = node.args;
    if (node.name === "embed_templates") return first;
    if (node.name === "@" && isCall(first, "external_resource", 1)) return first.args[0];
    return undefined;
  }
  if (node.kind !== "remote") return undefined;
  // `Enum.map(paths, &File.read!/1)`
  if (node.args.slice(1).some(isCapturedRead)) return node.args[0];
  const at = readsAt(node);
  return at === undefined ? undefined : node.args[at];
}

/** `&File.read!/1` */
function isCapturedRead(node: Node): boolean {
  if (!isCall(node, "&", 1) || !isCall(node.args[0], "/", 2)) return false;
  const [read] = node.args[0].args;
  return read?.kind === "remote" && readsAt(read) === 0;
}

function readsAt({ target, name }: Extract<Node, { kind: "remote" }>): number | undefined {
  if (target.kind !== "alias" || target.segments.length !== 1) return undefined;
  const [module] = target.segments;
  if (module === "File" && READS.test(name)) return 0;
  if (module === "Path" && name === "wildcard") return 0;
  if (module === "Code" && /^(?:require|eval|compile)_file$/.test(name)) return 0;
  if (module === "EEx") return name === "function_from_file" ? 2 : name === "eval_file" ? 0 : undefined;
  return undefined;
}

/** What attributes and variables of a module are set to, by their names. */
function assignments(module: Node): ReadonlyMap<string, Node> {
  const set = new Map<string, Node>();
  const walk = (node: Node): void => {
    if (isCall(node, "@", 1) && node.args[0]?.kind === "call" && node.args[0].args.length === 1)
      set.set(`@${node.args[0].name}`, node.args[0].args[0] as Node);
    if ((isCall(node, "=", 2) || isCall(node, "<-", 2)) && node.args[0]?.kind === "variable")
      set.set(node.args[0].name, node.args[1] as Node);
    for (const child of children(node)) walk(child);
  };
  walk(module);
  return set;
}

/** Whether a string in it names something, or the file is the code's own, or of what is taken in whole. */
function isCovered(path: Node, assigned: ReadonlyMap<string, Node>, names: (text: string) => boolean): boolean {
  let open = false;
  const seen = new Set<Node>();
  const visit = (node: Node | undefined): boolean => {
    if (node === undefined || seen.has(node)) return false;
    seen.add(node);
    if (node.kind === "sigil" && /^[wW]$/.test(node.name)) {
      const [text] = node.parts;
      // A word that looks like a path is one that namedPaths takes.
      if (typeof text === "string" && text.split(/\s+/).some((word) => /[./]/.test(word) && names(word))) return true;
      open = true;
      return false;
    }
    if (node.kind === "string" || node.kind === "charlist") {
      const [text] = node.parts;
      if (typeof text === "string" && names(text)) return true;
      return children(node).some(visit);
    }
    if (node.kind === "call" && node.name === "@") {
      const name = node.args[0];
      const value = name?.kind === "variable" || name?.kind === "call" ? assigned.get(`@${name.name}`) : undefined;
      if (value === undefined) open = true;
      return visit(value);
    }
    if (node.kind === "variable") {
      if (/^__(?:DIR|ENV|MODULE|CALLER)__$/.test(node.name)) return false;
      const value = assigned.get(node.name);
      if (value === undefined) open = true;
      return visit(value);
    }
    if (node.kind === "remote") {
      // priv/ is taken in whole, wherever the application lies.
      if (node.name === "priv_dir" || node.name === "app_dir") return true;
      const pure =
        node.target.kind === "alias" &&
        /^(?:Path|File|String|Enum|EEx|List|Kernel)$/.test(node.target.segments.join("."));
      if (!pure && node.target.kind !== "variable" && node.target.kind !== "atom") open = true;
    }
    if (node.kind === "call" && !/^(?:<>|\+\+|\|>|<-|=|&|@|for|to_string|\{\})$/.test(node.name)) open = true;
    return children(node).some(visit);
  };
  return visit(path) || !open;
}
