import { type ErlangTerm, itemsOf } from "../../erlang/term.ts";
import { readErlangTerms } from "../../erlang/text-format.ts";
import { Malformed } from "../../model/malformed.ts";

/**
 * What rebar.config names under some keys: atoms, or tuples that begin with a name, as `deps` and `plugins` have them.
 * Undefined where the file holds something else than Erlang terms (rebar3 reads it by `file:consult/1`).
 */
export function namedInRebarConfig(text: string, keys: readonly string[]): readonly string[] | undefined {
  const terms = rebarTerms(text);
  return terms?.flatMap((term) => {
    const [key, value] = term.kind === "tuple" ? term.items : [];
    return key?.kind === "atom" && keys.includes(key.name) ? itemsOf(value).flatMap(nameOf) : [];
  });
}

/** The terms of a rebar.config; undefined where it holds something else. */
export function rebarTerms(text: string): readonly ErlangTerm[] | undefined {
  try {
    return readErlangTerms(text);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function nameOf(item: ErlangTerm): readonly string[] {
  const name = item.kind === "tuple" ? item.items[0] : item;
  if (name?.kind === "atom") return [name.name];
  return name?.kind === "string" ? [name.value] : [];
}
