/**
 * What is laid out: the tree of ast.ts with every word already written and every parenthesis already there.
 * Made by lower.ts, so that the layout never thinks of escapes or precedence.
 */
export type Node = Shape & {
  /** Kept by flat.ts: the node on one line. */
  flat?: string | null;
};

type Shape =
  /** One word: an identifier, a number. */
  | { readonly kind: "word"; readonly text: string }
  /** A path literal. */
  | { readonly kind: "path"; readonly text: string }
  | { readonly kind: "string"; readonly pieces: readonly Piece[] }
  /** A string of whole lines, each of its pieces. */
  | { readonly kind: "lines"; readonly rows: readonly (readonly Piece[])[] }
  | { readonly kind: "list"; readonly items: readonly Node[] }
  | { readonly kind: "set"; readonly entries: readonly Entry[] }
  | { readonly kind: "let"; readonly entries: readonly Entry[]; readonly body: Node }
  /** `a: b: body` */
  | { readonly kind: "lambda"; readonly names: readonly string[]; readonly body: Node }
  /** `{ a, b }: body` */
  | {
      readonly kind: "function";
      readonly formals: readonly Formal[];
      readonly open: boolean;
      readonly body: Node;
    }
  | { readonly kind: "apply"; readonly fn: Node; readonly args: readonly Node[] }
  /** `attributes` is written with its dots: ".a.b". */
  | {
      readonly kind: "select";
      readonly target: Node;
      readonly attributes: string;
      readonly bare: boolean;
      readonly fallback: Node | null;
    }
  /** Two or more operands of one operator. */
  | { readonly kind: "chain"; readonly operator: string; readonly operands: readonly Node[] }
  | { readonly kind: "paren"; readonly inner: Node };

/** Written text, or what stands in `${}`. */
export type Piece = string | Node;

export type Entry =
  | {
      readonly kind: "bind";
      readonly name: string;
      /** Whether nixfmt counts the name as short: bare words, four at most. */
      readonly short: boolean;
      readonly value: Node;
      readonly comment: readonly string[];
    }
  | {
      readonly kind: "inherit";
      readonly from: Node | null;
      readonly names: readonly string[];
      readonly comment: readonly string[];
    }
  | { readonly kind: "space" };

export interface Formal {
  readonly name: string;
  readonly fallback: Node | null;
}
