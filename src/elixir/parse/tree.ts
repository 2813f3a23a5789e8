import type { SourceFile, Span } from "../../model/source.ts";

/**
 * Elixir source as a tree: the shapes of Elixir's own quoted form (`Code.string_to_quoted/2`), with a kind for each
 * form that a reader wants to tell apart, and a span on every node. Rules shared with the quoted form:
 * - operators are calls: `a + b` is call "+", `not a` call "not", `@x 1` call "@" with call "x"; `a not in b` is not(in(a, b));
 *   `&1` is call "&" with an integer; `..//` is call "..//"; `a[b]` is kind "access".
 * - keyword arguments without brackets are one last "list" of two-element tuples whose first is an atom;
 * - a do-block is a last argument: a list of tuples {:do, ...}, {:else, ...}; a body of several expressions is a "block",
 *   an empty one a block without expressions; `->` clauses are kind "clauses".
 */
export type Node =
  | AtomNode
  | IntegerNode
  | FloatNode
  | StringNode
  | CharlistNode
  | InterpolatedAtomNode
  | SigilNode
  | ListNode
  | TupleNode
  | MapNode
  | StructNode
  | BitstringNode
  | AliasNode
  | VariableNode
  | CallNode
  | RemoteNode
  | ApplyNode
  | AccessNode
  | BlockNode
  | FnNode
  | ClausesNode
  | ErrorNode;

interface Base {
  readonly span: Span;
}
/** `:ok`, `:"a b"`, `key:`; also `true`, `false` and `nil`, which are atoms. */
export interface AtomNode extends Base {
  readonly kind: "atom";
  readonly value: string;
}
/** Also `?a`. */
export interface IntegerNode extends Base {
  readonly kind: "integer";
  readonly value: bigint;
}
export interface FloatNode extends Base {
  readonly kind: "float";
  readonly value: number;
}
/** Pieces of text (escapes already resolved) and of interpolated code, in order. Without interpolation: one string or none. */
export type Part = string | Node;
/** `"..."` and `"""` heredocs (indentation already removed). */
export interface StringNode extends Base {
  readonly kind: "string";
  readonly parts: readonly Part[];
}
export interface CharlistNode extends Base {
  readonly kind: "charlist";
  readonly parts: readonly Part[];
}
/** `:"a#{b}"` and `"a#{b}": value`. */
export interface InterpolatedAtomNode extends Base {
  readonly kind: "interpolatedAtom";
  readonly parts: readonly Part[];
}
export interface SigilNode extends Base {
  readonly kind: "sigil";
  /** The letter or letters after `~`. */
  readonly name: string;
  /** For upper-case sigils the raw text; for lower-case ones pieces with escapes NOT resolved, as in the quoted form. */
  readonly parts: readonly Part[];
  readonly modifiers: string;
}
export interface ListNode extends Base {
  readonly kind: "list";
  readonly items: readonly Node[];
}
export interface TupleNode extends Base {
  readonly kind: "tuple";
  readonly items: readonly Node[];
}
export interface MapNode extends Base {
  readonly kind: "map";
  /** The map before `|` in `%{old | a: 1}`. */
  readonly update: Node | null;
  readonly entries: readonly (readonly [Node, Node])[];
  /** Calls in place of entries, as in `%{unquote_splicing(pairs)}`: what else the map holds is theirs to say. Wherever they stood. */
  readonly calls?: readonly Node[];
}
export interface StructNode extends Base {
  readonly kind: "struct";
  readonly name: Node;
  readonly update: Node | null;
  readonly entries: readonly (readonly [Node, Node])[];
  readonly calls?: readonly Node[];
}
export interface BitstringNode extends Base {
  readonly kind: "bitstring";
  readonly items: readonly Node[];
}
/** `Foo.Bar`; `base` where it hangs on something else than a name, as in `__MODULE__.Foo`. */
export interface AliasNode extends Base {
  readonly kind: "alias";
  readonly segments: readonly string[];
  readonly base: Node | null;
}
/** A bare name: a variable, or a local call without arguments and parentheses. Also `__MODULE__`, `__DIR__`. */
export interface VariableNode extends Base {
  readonly kind: "variable";
  readonly name: string;
}
/** A local call, an operator, or a special form such as def, if, quote, =. */
export interface CallNode extends Base {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Node[];
}
/** `Mod.fun(a)`, `:erl.fun(a)`, `value.key`. `parens` is false for `value.key` and `Mod.fun` written without them. */
export interface RemoteNode extends Base {
  readonly kind: "remote";
  readonly target: Node;
  readonly name: string;
  readonly args: readonly Node[];
  readonly parens: boolean;
}
/** `fun.(a)`, and calls of anything else that is not a name, such as `unquote(name)(a)`. `dot` tells the two apart. */
export interface ApplyNode extends Base {
  readonly kind: "apply";
  readonly fn: Node;
  readonly args: readonly Node[];
  readonly dot: boolean;
}
/** `a[b]` */
export interface AccessNode extends Base {
  readonly kind: "access";
  readonly target: Node;
  readonly key: Node;
}
export interface BlockNode extends Base {
  readonly kind: "block";
  readonly body: readonly Node[];
}
export interface FnNode extends Base {
  readonly kind: "fn";
  readonly clauses: readonly Clause[];
}
/** The clauses under `do`, `else`, `rescue`..., as the value of that key. */
export interface ClausesNode extends Base {
  readonly kind: "clauses";
  readonly clauses: readonly Clause[];
}
/** `a, b when guard -> body` */
export interface Clause extends Base {
  readonly args: readonly Node[];
  readonly guard: Node | null;
  readonly body: Node;
}
/** Source that does not parse: the rest of the file is still read. */
export interface ErrorNode extends Base {
  readonly kind: "error";
  readonly text: string;
}

/** A file's tree. `errors` are the places that do not parse, outermost only. */
export interface ParsedFile {
  readonly root: BlockNode;
  readonly errors: readonly Span[];
  /** Why nothing of it was parsed: it is longer than `characters`, or takes too long. */
  readonly refused?: { readonly characters: number } | "too much work";
  /** What parsing took, as steps of the evaluator. */
  readonly steps: number;
}

/** Parses a file; never throws: what does not parse is in the tree as errors. */
export type Parse = (file: SourceFile) => ParsedFile;
