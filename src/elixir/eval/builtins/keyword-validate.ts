import { atom, list, tuple } from "../values/make.ts";
import type { ListValue, Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { keyOfItem, sureKey } from "./keyword-items.ts";

/**
 * Keyword.validate: what is given if it is all allowed, and defaults for the rest; the keys that are not allowed otherwise.
 * The order is that of Elixir's own (lib/elixir/lib/keyword.ex), which looks for keys from where the last one was found.
 */
function validate(c: BuiltinCall, of: Value, allowed: Value): ListValue | readonly string[] {
  let ahead: Value[] = [...c.items(allowed)];
  let behind: Value[] = [];
  let taken: Value[] = [];
  const wrong: string[] = [];
  for (const item of c.items(of)) {
    const key = sureKey(c, item);
    const found = take(c, key, ahead, behind) ?? take(c, key, behind, ahead);
    if (found === undefined) {
      wrong.unshift(key);
      continue;
    }
    [ahead, behind] = found;
    taken = [item, ...taken];
  }
  if (wrong.length > 0) return wrong;
  for (const item of [...behind, ...ahead]) if (item.t === "tuple") taken = [item, ...taken];
  return list(taken);
}

/** The two lists without the key; what is passed over in the first goes to the second. */
function take(
  c: BuiltinCall,
  key: string,
  from: readonly Value[],
  passed: readonly Value[],
): [Value[], Value[]] | undefined {
  const at = from.findIndex((item) => (item.t === "atom" ? item.v : keyOfItem(c, item)) === key);
  return at < 0 ? undefined : [from.slice(at + 1), [...from.slice(0, at).toReversed(), ...passed]];
}

/** Keyword.validate/2 and validate!/2. */
export const validateBuiltins: Readonly<Record<string, Builtin>> = {
  "validate/2": (c, of, allowed) => {
    const valid = validate(c, of, allowed);
    return "t" in valid ? tuple(atom("ok"), valid) : tuple(atom("error"), list(valid.map(atom)));
  },
  "validate!/2": (c, of, allowed) => {
    const valid = validate(c, of, allowed);
    return "t" in valid ? valid : c.raise(`the keys ${valid.join(", ")} are not allowed`);
  },
};
