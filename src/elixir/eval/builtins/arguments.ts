import { lookup } from "../values/keyword-list.ts";
import type { Value } from "../values/value.ts";
import type { BuiltinCall } from "./builtin.ts";

/** Texts to look for: one string or a list of them. */
export function patterns(c: BuiltinCall, value: Value): readonly string[] {
  const known = c.known(value);
  return known.t === "list" ? c.items(value).map((item) => c.str(item)) : [c.str(value)];
}

/** The option's value, or what holds without it. */
export function option<T>(
  c: BuiltinCall,
  options: Value | undefined,
  key: string,
  read: (value: Value) => T,
  otherwise: T,
): T {
  if (options === undefined) return otherwise;
  const found = lookup(c.list(options), key);
  if (found.found === "unknown") return c.known(found.because) as never;
  return found.found === "yes" ? read(found.value) : otherwise;
}
