import { atom, bool, charlist, float, int, list, str, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { bits, integerPower, shift } from "./arithmetic.ts";
import type { BuiltinCall, BuiltinModule } from "./builtin.ts";
import { parseFloatText, parseInteger } from "./numbers.ts";

function radix(c: BuiltinCall, value: Value): number {
  const base = c.size(value);
  return base >= 2 && base <= 36 ? base : c.raise(`there is no base ${base}`);
}

export const integerBuiltins: BuiltinModule = {
  module: "Elixir.Integer",
  functions: {
    "to_string/1": (c, value) => str(String(c.int(value))),
    "to_string/2": (c, value, base) => str(c.int(value).toString(radix(c, base)).toUpperCase()),
    "to_charlist/1": (c, value) => charlist(String(c.int(value))),
    "parse/1": (c, text) => {
      const number = parseInteger(c.str(text), 10);
      return number === undefined ? atom("error") : tuple(int(number[0]), str(number[1]));
    },
    "parse/2": (c, text, base) => {
      const number = parseInteger(c.str(text), c.size(base));
      return number === undefined ? atom("error") : tuple(int(number[0]), str(number[1]));
    },
    "pow/2": integerPower,
    "mod/2": (c, a, b) => {
      const [x, y] = [c.int(a), c.int(b)];
      return y === 0n ? c.raise("divides by 0") : int(((x % y) + y) % y);
    },
    "floor_div/2": (c, a, b) => {
      const [x, y] = [c.int(a), c.int(b)];
      if (y === 0n) return c.raise("divides by 0");
      return int(x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n));
    },
    "digits/1": (c, value) => {
      const of = c.int(value);
      const sign = of < 0n ? -1n : 1n;
      return list(Array.from(String(of * sign), (digit) => int(BigInt(digit) * sign)));
    },
    "undigits/1": (c, digits) => int(c.items(digits).reduce((all, digit) => all * 10n + c.int(digit), 0n)),
    "is_odd/1": (c, value) => bool(c.int(value) % 2n !== 0n),
    "is_even/1": (c, value) => bool(c.int(value) % 2n === 0n),
    "gcd/2": (c, a, b) => {
      let [x, y] = [c.int(a), c.int(b)];
      while (y !== 0n) [x, y] = [y, x % y];
      return int(x < 0n ? -x : x);
    },
  },
};

export const floatBuiltins: BuiltinModule = {
  module: "Elixir.Float",
  functions: {
    "to_string/1": (c, value) => {
      const known = c.known(value);
      return known.t === "float" ? str(c.text(known)) : c.wrong(value, "a float");
    },
    "parse/1": (c, text) => {
      const number = parseFloatText(c.str(text));
      return number === undefined ? atom("error") : tuple(float(number[0]), str(number[1]));
    },
  },
};

export const bitwiseBuiltins: BuiltinModule = {
  module: "Elixir.Bitwise",
  functions: {
    "&&&/2": bits((a, b) => a & b),
    "|||/2": bits((a, b) => a | b),
    "^^^/2": bits((a, b) => a ^ b),
    "band/2": bits((a, b) => a & b),
    "bor/2": bits((a, b) => a | b),
    "bxor/2": bits((a, b) => a ^ b),
    "bnot/1": (c, value) => int(~c.int(value)),
    "~~~/1": (c, value) => int(~c.int(value)),
    "<<</2": shift(1n),
    ">>>/2": shift(-1n),
    "bsl/2": shift(1n),
    "bsr/2": shift(-1n),
  },
};

export const atomBuiltins: BuiltinModule = {
  module: "Elixir.Atom",
  functions: {
    "to_string/1": (c, value) => str(c.atom(value)),
    "to_charlist/1": (c, value) => charlist(c.atom(value)),
  },
};

export const tupleBuiltins: BuiltinModule = {
  module: "Elixir.Tuple",
  functions: {
    "to_list/1": (c, value) => list(c.tuple(value)),
    "append/2": (c, of, value) => tuple(...c.tuple(of), value),
    "duplicate/2": (c, value, count) => {
      const times = c.size(count);
      return times > 10_000 || times < 0
        ? c.unknown("builds a very long tuple")
        : tuple(...Array.from({ length: times }, () => value));
    },
    "insert_at/3": (c, of, index, value) => {
      const [items, at] = [c.tuple(of), c.size(index)];
      return at < 0 || at > items.length
        ? c.raise("the tuple has no such place")
        : tuple(...items.toSpliced(at, 0, value));
    },
    "delete_at/2": (c, of, index) => {
      const [items, at] = [c.tuple(of), c.size(index)];
      return at < 0 || at >= items.length ? c.raise("the tuple has no such place") : tuple(...items.toSpliced(at, 1));
    },
    "sum/1": (c, of) => c.rt.callRemote("Elixir.Enum", "sum", [list(c.tuple(of))], c.node, c.frame),
    "product/1": (c, of) => c.rt.callRemote("Elixir.Enum", "product", [list(c.tuple(of))], c.node, c.frame),
  },
};

export const stringCharsBuiltins: BuiltinModule = {
  module: "Elixir.String.Chars",
  functions: {
    "to_string/1": (c, value) => c.rt.callRemote("Elixir.Kernel", "to_string", [value], c.node, c.frame),
  },
};

export const functionBuiltins: BuiltinModule = {
  module: "Elixir.Function",
  functions: {
    "identity/1": (_, value) => value,
    "capture/3": (c, module, name, arity) => {
      const [mod, fun, count] = [c.atom(module), c.atom(name), c.size(arity)];
      return { t: "fn", fn: { arity: count, call: (args) => c.rt.callRemote(mod, fun, args, c.node, c.frame) } };
    },
  },
};
