/** The Erlang terms that files are made of, read from their text or their binary form. */
export type ErlangTerm =
  | { readonly kind: "atom"; readonly name: string }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "binary"; readonly bytes: Uint8Array }
  /** A list of characters. */
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly ErlangTerm[] }
  | { readonly kind: "tuple"; readonly items: readonly ErlangTerm[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [ErlangTerm, ErlangTerm])[] };

/** Terms of Hex need six levels; deeper ones only serve to exhaust the stack. */
export const depthLimit = 64;

/** The text of a binary, an atom or a string: Hex has used each of them for names. Undefined for anything else, and for nil. */
export function textOf(term: ErlangTerm | undefined): string | undefined {
  if (term?.kind === "binary") return decodeText(term.bytes);
  if (term?.kind === "string") return term.value;
  if (term?.kind === "atom" && term.name !== "nil" && term.name !== "undefined") return term.name;
  return undefined;
}

/** UTF-8 where it is that, Latin-1 otherwise: packages before 2016 hold both. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
}

/** The items of a list; none for anything else. */
export function itemsOf(term: ErlangTerm | undefined): readonly ErlangTerm[] {
  return term?.kind === "list" ? term.items : [];
}

/** The pairs of a map or of a list of tuples of two, their keys as text; what is neither is left out. */
export function pairsOf(term: ErlangTerm | undefined): Map<string, ErlangTerm> {
  const pairs = new Map<string, ErlangTerm>();
  const entries = term?.kind === "map" ? term.entries : itemsOf(term).map(tupleOf2);
  for (const entry of entries) {
    const key = entry && textOf(entry[0]);
    if (entry && key !== undefined) pairs.set(key, entry[1]);
  }
  return pairs;
}

function tupleOf2(term: ErlangTerm): readonly [ErlangTerm, ErlangTerm] | undefined {
  return term.kind === "tuple" && term.items.length === 2 ? (term.items as [ErlangTerm, ErlangTerm]) : undefined;
}
