/** Reads an integer at the start of a text: the number and what follows. Undefined where there is none. */
export function parseInteger(text: string, base: number): readonly [bigint, string] | undefined {
  if (base < 2 || base > 36) return undefined;
  const match = /^[+-]?/.exec(text)?.[0] ?? "";
  let value = 0n;
  let at = match.length;
  const start = at;
  for (; at < text.length && at - start < 1000; at++) {
    const digit = Number.parseInt(text[at] as string, 36);
    if (Number.isNaN(digit) || digit >= base) break;
    value = value * BigInt(base) + BigInt(digit);
  }
  return at === start ? undefined : [match === "-" ? -value : value, text.slice(at)];
}

/** Reads a float (or an integer as a float) at the start of a text, as Float.parse/1. */
export function parseFloatText(text: string): readonly [number, string] | undefined {
  const match = /^[+-]?\d{1,400}(?:\.\d{1,400}(?:[eE][+-]?\d{1,5})?)?/.exec(text)?.[0];
  if (match === undefined) return undefined;
  const value = Number(match);
  return Number.isFinite(value) ? [value, text.slice(match.length)] : undefined;
}
