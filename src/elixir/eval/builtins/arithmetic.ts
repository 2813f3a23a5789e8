import { float, int } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** Integers above this many bits are not computed. */
const maximumBits = 4096;

function number(c: BuiltinCall, value: Value): bigint | number {
  const known = c.known(value);
  return known.t === "int" || known.t === "float" ? known.v : c.raise(`${c.name} gets something that is no number`);
}

function result(c: BuiltinCall, value: bigint | number): Value {
  if (typeof value === "number") return Number.isFinite(value) ? float(value) : c.raise("the result is no number");
  return tooLarge(value) ? c.unknown("computes a very large number") : int(value);
}

const tooLarge = (value: bigint): boolean =>
  value >= 1n << BigInt(maximumBits) || value <= -(1n << BigInt(maximumBits));

const binary =
  (ints: (a: bigint, b: bigint) => bigint, floats: (a: number, b: number) => number): Builtin =>
  (c, left, right) => {
    const [a, b] = [number(c, left), number(c, right)];
    return result(c, typeof a === "bigint" && typeof b === "bigint" ? ints(a, b) : floats(Number(a), Number(b)));
  };

const whole =
  (run: (a: bigint, b: bigint) => bigint): Builtin =>
  (c, left, right) => {
    const [a, b] = [c.int(left), c.int(right)];
    return b === 0n ? c.raise("divides by 0") : result(c, run(a, b));
  };

const rounded =
  (run: (value: number) => number): Builtin =>
  (c, value) => {
    const known = number(c, value);
    return typeof known === "bigint" ? int(known) : int(BigInt(run(known)));
  };

/** Halves away from zero, as Erlang's round/1. */
const halfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

export const bits =
  (run: (a: bigint, b: bigint) => bigint): Builtin =>
  (c, a, b) =>
    result(c, run(c.int(a), c.int(b)));

export const shift =
  (direction: 1n | -1n): Builtin =>
  (c, value, by) => {
    const count = c.int(by) * direction;
    if (count > BigInt(maximumBits)) return c.unknown("computes a very large number");
    const of = c.int(value);
    return result(
      c,
      count >= 0n ? of << count : of >> (-count > BigInt(maximumBits * 2) ? BigInt(maximumBits * 2) : -count),
    );
  };

export const integerPower: Builtin = (c, base, exponent) => {
  const [b, e] = [c.int(base), c.int(exponent)];
  if (e < 0n) return c.raise("raises to a negative power");
  if (b > 1n || b < -1n ? e > BigInt(maximumBits) : false) return c.unknown("computes a very large number");
  return result(c, b ** (b === 0n || b === 1n ? (e > 0n ? 1n : 0n) : b === -1n ? e % 2n : e));
};

const power: Builtin = (c, base, exponent) => {
  const [b, e] = [number(c, base), number(c, exponent)];
  if (typeof b === "bigint" && typeof e === "bigint" && e >= 0n) return integerPower(c, base, exponent);
  return result(c, Number(b) ** Number(e));
};

export const arithmetic: Readonly<Record<string, Builtin>> = {
  "+/2": binary(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  "-/2": binary(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  "*/2": binary(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  "//2": (c, left, right) => {
    const [a, b] = [Number(number(c, left)), Number(number(c, right))];
    return b === 0 ? c.raise("divides by 0") : result(c, a / b);
  },
  "+/1": (c, value) => result(c, number(c, value)),
  "-/1": (c, value) => result(c, -number(c, value)),
  "abs/1": (c, value) => {
    const known = number(c, value);
    return result(c, known < 0 ? -known : known);
  },
  "**/2": power,
  "div/2": whole((a, b) => a / b),
  "rem/2": whole((a, b) => a % b),
  "round/1": rounded(halfAway),
  "trunc/1": rounded(Math.trunc),
  "floor/1": rounded(Math.floor),
  "ceil/1": rounded(Math.ceil),
};
