/**
 * A float as Elixir writes it: the shortest digits that read back the same, with `.0` where it is whole, and with an
 * exponent where that is shorter (`:erlang.float_to_binary(x, [:short])`, Erlang/OTP 25).
 */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const sign = value < 0 ? "-" : "";
  const [mantissa, exponentText] = Math.abs(value).toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  return (
    sign +
    (plainIsShorter(digits.length, exponent, Math.abs(value)) ? plain(digits, exponent) : scientific(digits, exponent))
  );
}

/** The rule of Erlang's float_to_list with `short`: the plain form unless the one with an exponent is shorter. */
function plainIsShorter(digits: number, exponent: number, value: number): boolean {
  if (value === 0) return true;
  // Whole numbers that a float cannot hold exactly are always written with an exponent.
  if (value >= 2 ** 53) return false;
  const exponentLength = String(exponent).length;
  const scientificLength = (digits === 1 ? 3 : digits + 1) + 1 + exponentLength;
  const plainLength = exponent < 0 ? 1 - exponent + digits : exponent >= digits - 1 ? exponent + 3 : digits + 1;
  return plainLength <= scientificLength;
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (exponent >= digits.length - 1) return `${digits}${"0".repeat(exponent - digits.length + 1)}.0`;
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function scientific(digits: string, exponent: number): string {
  return `${digits[0]}.${digits.slice(1) || "0"}e${exponent}`;
}
