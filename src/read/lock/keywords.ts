import { misshapen, type EntryContext } from "./fields.ts";
import { describeTerm, type AtomTerm, type Term } from "./term.ts";

export interface KeywordPair {
  readonly key: string;
  readonly keyTerm: AtomTerm;
  readonly value: Term;
}

/** The pairs of a keyword list; of one key that comes twice the first counts, as in Elixir's Keyword.get. */
export function keywordPairs(entry: EntryContext, term: Term, what: string): KeywordPair[] {
  if (term.kind !== "list") throw misshapen(entry, term, `${what} are ${describeTerm(term)}, not a keyword list`);
  const pairs = new Map<string, KeywordPair>();
  for (const item of term.items) {
    const [key, value] = item.kind === "tuple" && item.items.length === 2 ? item.items : [];
    if (key?.kind !== "atom" || value === undefined) {
      throw misshapen(entry, item, `${what} hold ${describeTerm(item)}, not only pairs of a key and a value`);
    }
    if (!pairs.has(key.name)) pairs.set(key.name, { key: key.name, keyTerm: key, value });
  }
  return [...pairs.values()];
}
