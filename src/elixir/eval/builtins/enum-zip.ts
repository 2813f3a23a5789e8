import { int, list, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

const zip = (c: BuiltinCall, lists: readonly (readonly Value[])[]): readonly Value[] => {
  const length = Math.min(...lists.map((items) => items.length));
  return Array.from({ length: lists.length === 0 ? 0 : length }, (_, i) => tuple(...lists.map((items) => items[i]!)));
};

/** Functions of Enum that go over several lists at once. */
export const zipBuiltins: Readonly<Record<string, Builtin>> = {
  "unzip/1": (c, of) => {
    const pairs = c.all(of).map((item) => c.pair(item));
    return tuple(list(pairs.map(([first]) => first)), list(pairs.map(([, second]) => second)));
  },
  "with_index/1": (c, of) => list(c.all(of).map((item, i) => tuple(item, int(i)))),
  "with_index/2": (c, of, start) => {
    const known = c.known(start);
    if (known.t === "fn") return list(c.all(of).map((item, i) => c.call(start, item, int(i))));
    const first = c.int(start);
    return list(c.all(of).map((item, i) => tuple(item, int(first + BigInt(i)))));
  },
  "zip/1": (c, of) =>
    list(
      zip(
        c,
        c.all(of).map((one) => c.all(one)),
      ),
    ),
  "zip/2": (c, a, b) => list(zip(c, [c.all(a), c.all(b)])),
  "zip_with/2": (c, of, fn) =>
    list(
      zip(
        c,
        c.all(of).map((one) => c.all(one)),
      ).map((t) => c.call(fn, list(c.tuple(t)))),
    ),
  "zip_with/3": (c, a, b, fn) => list(zip(c, [c.all(a), c.all(b)]).map((t) => c.call(fn, ...c.tuple(t)))),
  "zip_reduce/4": (c, a, b, initial, fn) =>
    zip(c, [c.all(a), c.all(b)]).reduce((acc, t) => c.call(fn, ...c.tuple(t), acc), initial),
};
