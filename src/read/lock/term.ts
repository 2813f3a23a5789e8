import type { Span } from "../../model/source.ts";

/**
 * An Elixir literal with its place. A term is itself the span it was read from.
 * Keyword pairs are tuples of two, as in Elixir; nil, true and false are atoms.
 */
export type Term = AtomTerm | StringTerm | CharlistTerm | IntegerTerm | FloatTerm | ListTerm | TupleTerm | MapTerm;

export interface AtomTerm extends Span {
  readonly kind: "atom";
  readonly name: string;
}

export interface StringTerm extends Span {
  readonly kind: "string";
  readonly value: string;
}

/** `'abc'`: to Elixir a list of code points. */
export interface CharlistTerm extends Span {
  readonly kind: "charlist";
  readonly value: string;
}

export interface IntegerTerm extends Span {
  readonly kind: "integer";
  readonly value: bigint;
}

export interface FloatTerm extends Span {
  readonly kind: "float";
  readonly value: number;
}

export interface ListTerm extends Span {
  readonly kind: "list";
  readonly items: readonly Term[];
}

export interface TupleTerm extends Span {
  readonly kind: "tuple";
  readonly items: readonly Term[];
}

/** Entries in the order of the file; a key that comes twice is there twice. */
export interface MapTerm extends Span {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: Term;
  readonly value: Term;
}

/** What a term is, for a person: "a string", "a tuple of 3". */
export function describeTerm(term: Term): string {
  switch (term.kind) {
    case "atom":
      return term.name === "nil" || term.name === "true" || term.name === "false" ? term.name : "an atom";
    case "integer":
      return "an integer";
    case "tuple":
      return `a tuple of ${term.items.length}`;
    default:
      return `a ${term.kind}`;
  }
}
