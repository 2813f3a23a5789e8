import { field } from "../values/enumerate.ts";
import { atom, list, nil, tuple } from "../values/make.ts";
import type { ListValue, Value } from "../values/value.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { drop } from "./list-operations.ts";

/** The item at a place, counted from the end where negative. */
function at(c: BuiltinCall, of: Value, index: Value, absent: () => Value): Value {
  const items = c.enumerable(of);
  const wanted = c.size(index);
  if (items.open !== undefined && (wanted < 0 || wanted >= (items.openAt ?? 0))) c.closed(items);
  return items.items.at(wanted < 0 && -wanted > items.items.length ? items.items.length : wanted) ?? absent();
}

/** The first `count` items of a list of which so many are known. */
function take(c: BuiltinCall, items: ListValue, count: number): readonly Value[] {
  if (items.open !== undefined && count > (items.openAt ?? 0)) c.closed(items);
  return items.items.slice(0, count);
}

function bounds(c: BuiltinCall, range: Value, length: number): readonly [number, number] {
  const of = c.map(range);
  const [first, last, step] = ["first", "last", "step"].map((name) => field(of, name) ?? nil);
  const from = c.size(first!);
  const to = c.size(last!);
  if (c.size(step!) !== 1 && from <= to) return c.unknown("slices by a range with a step");
  return [Math.max(0, from < 0 ? from + length : from), to < 0 ? to + length : to];
}

/** A number of items to take, which cannot be negative. */
export function amount(c: BuiltinCall, value: Value): number {
  const count = c.size(value);
  return count < 0 ? c.raise(`${c.name} gets a negative number`) : count;
}

/** Items from `start`, at most `count`; a negative start counts from the end, at most to the beginning. */
export function sliceOf<T>(items: readonly T[], start: number, count: number): readonly T[] {
  const from = Math.max(0, start < 0 ? start + items.length : start);
  return items.slice(from, from + count);
}

const whileHolds = (c: BuiltinCall, items: readonly Value[], fn: Value): number => {
  const end = items.findIndex((item) => !c.truthy(c.call(fn, item)));
  return end < 0 ? items.length : end;
};

function chunks(c: BuiltinCall, of: Value, count: Value, step: Value, rest: Value | undefined): Value {
  const items = c.all(of);
  const [size, by] = [c.size(count), c.size(step)];
  if (size < 1 || by < 1) return c.raise("chunks need a size and a step of 1 or more");
  const made: Value[] = [];
  for (let start = 0; start < items.length; start += by) {
    const chunk = items.slice(start, start + size);
    c.step(chunk.length / 4);
    if (chunk.length === size || rest === undefined) made.push(list(chunk));
    else {
      const fill = c.known(rest);
      if (fill.t !== "atom") made.push(list([...chunk, ...c.items(rest).slice(0, size - chunk.length)]));
      break;
    }
    // Without a rest given, the last chunk may be short, once.
    if (chunk.length < size) break;
  }
  return list(made);
}

export const sliceBuiltins: Readonly<Record<string, Builtin>> = {
  "at/2": (c, of, index) => at(c, of, index, () => nil),
  "at/3": (c, of, index, absent) => at(c, of, index, () => absent),
  "fetch/2": (c, of, index) => {
    let there = true;
    const value = at(c, of, index, () => {
      there = false;
      return nil;
    });
    return there ? tuple(atom("ok"), value) : atom("error");
  },
  "fetch!/2": (c, of, index) => at(c, of, index, () => c.raise("there is no such item")),
  "take/2": (c, of, count) => {
    const size = c.size(count);
    return size >= 0 ? list(take(c, c.enumerable(of), size)) : list(c.all(of).slice(size));
  },
  "drop/2": (c, of, count) => {
    const size = c.size(count);
    if (size < 0) return list(c.all(of).slice(0, size));
    const items = c.enumerable(of);
    if (items.open !== undefined && size > (items.openAt ?? 0)) c.closed(items);
    return drop(items, size);
  },
  "take_while/2": (c, of, fn) => {
    const items = c.all(of);
    return list(items.slice(0, whileHolds(c, items, fn)));
  },
  "drop_while/2": (c, of, fn) => {
    const items = c.all(of);
    return list(items.slice(whileHolds(c, items, fn)));
  },
  "split_while/2": (c, of, fn) => {
    const items = c.all(of);
    const end = whileHolds(c, items, fn);
    return tuple(list(items.slice(0, end)), list(items.slice(end)));
  },
  "split/2": (c, of, count) => {
    const items = c.all(of);
    const size = c.size(count);
    const end = size < 0 ? Math.max(0, items.length + size) : size;
    return tuple(list(items.slice(0, end)), list(items.slice(end)));
  },
  "slice/2": (c, of, range) => {
    const items = c.all(of);
    const [start, end] = bounds(c, range, items.length);
    return list(items.slice(start, Math.max(start, end + 1)));
  },
  "slice/3": (c, of, start, count) => list(sliceOf(c.all(of), c.size(start), amount(c, count))),
  "reverse/1": (c, of) => list(c.all(of).toReversed()),
  "reverse/2": (c, of, tail) => list([...c.all(of).toReversed(), ...c.all(tail)]),
  "chunk_every/2": (c, of, count) => chunks(c, of, count, count, undefined),
  "chunk_every/3": (c, of, count, step) => chunks(c, of, count, step, undefined),
  "chunk_every/4": chunks,
  "chunk_by/2": (c, of, fn) => {
    const made: Value[][] = [];
    let last: Value | undefined;
    for (const item of c.all(of)) {
      const key = c.call(fn, item);
      if (last !== undefined && c.same(key, last, true)) made.at(-1)?.push(item);
      else made.push([item]);
      last = key;
    }
    return list(made.map(list));
  },
};
