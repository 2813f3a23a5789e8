import type { Clause, Node, ParsedFile, Part } from "../../../../src/elixir/parse/tree.ts";
import type { SourceFile } from "../../../../src/model/source.ts";

/**
 * Elixir's quoted form as JSON: `{name, meta, args}` is `{call, args}` (`bare` for a remote call without parentheses,
 * `at` with line and column for plain names), a pair is `{pair}`; binaries are strings, lists are arrays. An empty
 * block is nil.
 */
export type Quoted =
  | string
  | readonly Quoted[]
  | { readonly atom: string }
  | { readonly integer: string }
  | { readonly float: number }
  | { readonly pair: readonly [Quoted, Quoted] }
  | {
      readonly call: Quoted;
      readonly args: readonly Quoted[] | null;
      readonly bare?: true;
      readonly at?: readonly [number, number];
    }
  | { readonly error: string };

/** Our tree of a file in the quoted form that Elixir would give it. */
export function toQuoted(parsed: ParsedFile, file: SourceFile): Quoted {
  const [only] = parsed.root.body;
  const wrapped = only?.kind === "call" && only.args.length === 1 && only.name === "unquote_splicing";
  return quote(parsed.root.body.length === 1 && only && !wrapped ? only : parsed.root, file);
}

/** `not a` or `!a`: whether a block of it alone is a block of its own depends on the version. */
const negation = (node: Node): boolean =>
  node.kind === "call" && node.args.length === 1 && (node.name === "not" || node.name === "!");

const NAME = /^[a-z_][A-Za-z0-9_]*[?!]?$/;
const WORDS = new Set(["binary", "and", "or", "not", "in", "when", "fn"]);

const atom = (name: string): Quoted => ({ atom: name });
const call = (name: string, ...args: readonly Quoted[]): Quoted => ({ call: atom(name), args });
const remote = (target: Quoted, name: string, args: readonly Quoted[]): Quoted => ({
  call: call(".", target, atom(name)),
  args,
});

function quote(node: Node, file: SourceFile): Quoted {
  const all = (nodes: readonly Node[]): Quoted[] => nodes.map((each) => quote(each, file));
  switch (node.kind) {
    case "atom":
      return atom(node.value);
    case "integer":
      return { integer: String(node.value) };
    case "float":
      return { float: node.value };
    case "string":
      return string(node.parts, file);
    case "charlist":
      return charlist(node.parts, file);
    case "interpolatedAtom":
      return remote(atom("erlang"), "binary_to_atom", [bytes(node.parts, file), atom("utf8")]);
    case "sigil": {
      const modifiers = [...node.modifiers].map((letter) => ({ integer: String(letter.codePointAt(0)) }));
      const at = place(node.span.start, file);
      return { call: atom(`sigil_${node.name}`), args: [bytes(node.parts, file), modifiers], at };
    }
    case "list":
      return all(node.items);
    case "tuple": {
      const items = all(node.items);
      return items.length === 2 ? { pair: [items[0] as Quoted, items[1] as Quoted] } : call("{}", ...items);
    }
    case "map":
    case "struct": {
      const entries = node.entries.map(([key, value]): Quoted => ({ pair: [quote(key, file), quote(value, file)] }));
      entries.push(...all(node.calls ?? []));
      const map = call("%{}", ...(node.update ? [call("|", quote(node.update, file), entries)] : entries));
      return node.kind === "map" ? map : call("%", quote(node.name, file), map);
    }
    case "bitstring":
      return call("<<>>", ...all(node.items).filter((item) => item !== ""));
    case "alias":
      return call("__aliases__", ...(node.base ? [quote(node.base, file)] : []), ...node.segments.map(atom));
    case "variable":
      return named(node.name, null, node, file);
    case "call":
      return named(node.name, all(node.args), node, file);
    case "remote": {
      const made = remote(quote(node.target, file), node.name, all(node.args));
      return node.args.length === 0 && !node.parens ? ({ ...(made as object), bare: true } as Quoted) : made;
    }
    case "apply":
      return { call: node.dot ? call(".", quote(node.fn, file)) : quote(node.fn, file), args: all(node.args) };
    case "access":
      return remote(atom("Elixir.Access"), "get", all([node.target, node.key]));
    case "block": {
      const [only] = node.body;
      if (node.body.length === 1 && only && negation(only)) return quote(only, file);
      return node.body.length === 0 ? atom("nil") : call("__block__", ...all(node.body));
    }
    case "fn":
      return call("fn", ...clauses(node.clauses, file));
    case "clauses":
      return clauses(node.clauses, file);
    case "error":
      return { error: node.text };
  }
}

function named(name: string, args: readonly Quoted[] | null, node: Node, file: SourceFile): Quoted {
  const plain = NAME.test(name) && !WORDS.has(name);
  return { call: atom(name), args, ...(plain && { at: place(node.span.start, file) }) };
}

function clauses(list: readonly Clause[], file: SourceFile): Quoted[] {
  return list.map((clause) => {
    const args = clause.args.map((arg) => quote(arg, file));
    const left = clause.guard ? [call("when", ...args, quote(clause.guard, file))] : args;
    return call("->", left, quote(clause.body, file));
  });
}

function string(parts: readonly Part[], file: SourceFile): Quoted {
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  return bytes(parts, file);
}

/** `<<"text", Kernel.to_string(code)::binary>>` */
function bytes(parts: readonly Part[], file: SourceFile): Quoted {
  const binary = { call: atom("binary"), args: null };
  return call(
    "<<>>",
    ...parts.map((part) =>
      typeof part === "string"
        ? part
        : call("::", remote(atom("Elixir.Kernel"), "to_string", [quote(part, file)]), binary),
    ),
  );
}

function charlist(parts: readonly Part[], file: SourceFile): Quoted {
  if (parts.every((part) => typeof part === "string")) {
    return [...parts.join("")].map((letter) => ({ integer: String(letter.codePointAt(0)) }));
  }
  const items = parts.map((part) =>
    typeof part === "string" ? part : remote(atom("Elixir.Kernel"), "to_string", [quote(part, file)]),
  );
  return remote(atom("Elixir.List"), "to_charlist", [items]);
}

/** Line and column as Elixir counts them. */
function place(offset: number, file: SourceFile): readonly [number, number] {
  const { line, column } = file.place(offset);
  return [line, column];
}
