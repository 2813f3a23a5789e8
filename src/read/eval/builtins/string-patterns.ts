import type { Value } from "../value.ts";
import type { BuiltinCall } from "./builtin.ts";

/** Texts to look for: one string or a list of them. */
export function patterns(c: BuiltinCall, value: Value): readonly string[] {
  const known = c.known(value);
  return known.t === "list" ? c.items(value).map((item) => c.str(item)) : [c.str(value)];
}
