import { misshapen, type EntryContext } from "./fields.ts";
import { describeTerm, type AtomTerm, type Term } from "./term.ts";

/**
 * Calls `visit` for every pair of a keyword list, the last one first: of one key that comes twice the first counts,
 * as in Elixir's Keyword.get.
 */
export function eachPair(
  entry: EntryContext,
  term: Term,
  what: string,
  visit: (key: AtomTerm, value: Term) => void,
): void {
  if (term.kind !== "list") throw misshapen(entry, term, `${what} are ${describeTerm(term)}, not a keyword list`);
  for (let index = term.items.length - 1; index >= 0; index--) {
    const item = term.items[index] as Term;
    const key = item.kind === "tuple" && item.items.length === 2 ? item.items[0] : undefined;
    if (item.kind !== "tuple" || key?.kind !== "atom") {
      throw misshapen(entry, item, `${what} hold ${describeTerm(item)}, not only pairs of a key and a value`);
    }
    visit(key, item.items[1] as Term);
  }
}
