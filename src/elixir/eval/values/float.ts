/**
 * A float as Elixir writes it: the shortest digits that read back the same, with `.0` where it is whole. Undefined where
 * versions of Elixir differ: whether a large number below 2 ** 53 has an exponent where that is shorter.
 */
export function floatText(value: number): string | undefined {
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const sign = value < 0 ? "-" : "";
  const [mantissa, exponentText] = Math.abs(value).toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  const [short, long] = [scientific(digits, exponent), plain(digits, exponent)];
  if (Math.abs(value) >= 2 ** 53) return sign + short;
  if (short.length >= long.length) return sign + long;
  return exponent < 0 ? sign + short : undefined;
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (exponent >= digits.length - 1) return `${digits}${"0".repeat(exponent - digits.length + 1)}.0`;
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function scientific(digits: string, exponent: number): string {
  return `${digits[0]}.${digits.slice(1) || "0"}e${exponent}`;
}
