import { member } from "../forms/membership.ts";
import { bool, int, nil } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { union } from "../values/variables.ts";
import { Stop, type Builtin } from "./builtin.ts";

/** any? and all?: decided by one item, if that is known; otherwise all must be known. */
const quantifier =
  (decides: boolean): Builtin =>
  (c, of, fn) => {
    const items = c.enumerable(of);
    let open: UnknownValue | undefined;
    for (const item of items.items) {
      const value = fn === undefined ? item : c.call(fn, item);
      const is = c.holds(value);
      if (is === decides) return bool(decides);
      if (is === undefined) open ??= value as UnknownValue;
    }
    open ??= items.open;
    if (open !== undefined) throw new Stop(open);
    return bool(!decides);
  };

const find =
  (result: (item: Value, index: number, value: Value) => Value): Builtin =>
  (c, of, fn) => {
    const items = c.enumerable(of);
    const certain = items.open === undefined ? items.items.length : (items.openAt ?? 0);
    for (const [index, item] of items.items.entries()) {
      if (index === certain) break;
      const value = c.call(fn, item);
      if (c.truthy(value)) return result(item, index, value);
    }
    c.closed(items);
    return nil;
  };

/** Functions of Enum that ask something of a list. */
export const searchBuiltins: Readonly<Record<string, Builtin>> = {
  "all?/1": quantifier(false),
  "all?/2": quantifier(false),
  "any?/1": quantifier(true),
  "any?/2": quantifier(true),
  "count/1": (c, of) => int(c.all(of).length),
  "count/2": (c, of, fn) => int(c.all(of).filter((item) => c.truthy(c.call(fn, item))).length),
  "empty?/1": (c, of) => {
    const items = c.enumerable(of);
    return bool(items.items.length === 0 && c.closed(items).length === 0);
  },
  "find/2": find((item) => item),
  "find/3": (c, of, absent, fn) => {
    const items = c.all(of);
    return items.find((item) => c.truthy(c.call(fn, item))) ?? absent;
  },
  "find_index/2": find((_, index) => int(index)),
  "find_value/2": find((_, __, value) => value),
  "find_value/3": (c, of, absent, fn) => {
    for (const item of c.all(of)) {
      const value = c.call(fn, item);
      if (c.truthy(value)) return value;
    }
    return absent;
  },
  "member?/2": (c, of, value) => {
    c.variables = union(c.variables, of.variables);
    return member(c.rt, of, value, c.node, c.frame);
  },
};
