import type { UnknownValue, Value } from "../../elixir/eval/values/value.ts";

/** A part of a value that raises instead, so that there is no value at all; undefined where none surely does. */
export function raisingPart(value: Value): UnknownValue | undefined {
  if (value.t === "unknown") return value.raises === true ? value : undefined;
  const parts = value.t === "list" || value.t === "tuple" ? value.items : value.t === "map" ? value.entries.flat() : [];
  for (const part of parts) {
    const found = raisingPart(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
