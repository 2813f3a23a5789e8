/**
 * The Nix that we write, as a closed tree: there is no node for raw text, so nothing read from a project can become code.
 * Only what generated files need; grown when they need more. Every Nix file with data in it is printed from this tree.
 */
export type Expr =
  | { readonly kind: "string"; readonly parts: readonly (string | Expr)[] }
  /** A string over several lines, between two single quotes: whole lines of text, each with its end. */
  | { readonly kind: "lines"; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** A path literal relative to the file: "./deps.nix", "../.", "../../rust/Cargo.lock". */
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expr[] }
  | { readonly kind: "set"; readonly bindings: readonly Binding[] }
  | { readonly kind: "let"; readonly bindings: readonly Binding[]; readonly body: Expr }
  | { readonly kind: "function"; readonly formals: Formals | string; readonly body: Expr }
  | { readonly kind: "apply"; readonly fn: Expr; readonly args: readonly Expr[] }
  /** `target.a.b`, `target.${expr}`, `target.a or fallback` */
  | {
      readonly kind: "select";
      readonly target: Expr;
      readonly path: readonly (string | Expr)[];
      readonly fallback: Expr | null;
    }
  | {
      readonly kind: "binary";
      readonly operator: "//" | "++" | "+" | "==" | "!=";
      readonly left: Expr;
      readonly right: Expr;
    };

export interface Formals {
  readonly names: readonly { readonly name: string; readonly fallback: Expr | null }[];
  /** `...` */
  readonly open: boolean;
}

export type Binding =
  | { readonly kind: "bind"; readonly path: readonly string[]; readonly value: Expr; readonly comment?: string }
  | {
      readonly kind: "inherit";
      readonly from: Expr | null;
      readonly names: readonly string[];
      readonly comment?: string;
    }
  /** An empty line between groups of bindings. */
  | { readonly kind: "space" };

/** A whole file: comment lines at the top (without `#`), then one expression. */
export interface NixFile {
  readonly header: readonly string[];
  readonly body: Expr;
}
