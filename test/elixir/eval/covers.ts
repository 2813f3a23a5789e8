import { equal } from "../../../src/elixir/eval/values/equal.ts";
import type { ListValue, MapValue, Value } from "../../../src/elixir/eval/values/value.ts";

/** Whether all that `known` says holds of `actual`: what it leaves open may be anything. Code that raises has no value. */
export function covers(known: Value, actual: Value): boolean {
  if (actual.t === "unknown") return true;
  switch (known.t) {
    case "unknown":
      if (known.raises) return false;
      return known.choices === undefined || known.choices.some((choice) => covers(choice, actual));
    case "list":
      return actual.t === "list" && coversList(known, actual);
    case "tuple":
      return (
        actual.t === "tuple" &&
        known.items.length === actual.items.length &&
        known.items.every((item, i) => covers(item, actual.items[i] as Value))
      );
    case "map":
      return actual.t === "map" && coversMap(known, actual);
    case "fn":
    case "quoted":
      return actual.t === known.t;
    default:
      return equal(known, actual, true) === true;
  }
}

function coversList(known: ListValue, actual: ListValue): boolean {
  if (actual.open !== undefined) return true;
  if (known.open === undefined) {
    return (
      known.items.length === actual.items.length &&
      known.items.every((item, i) => covers(item, actual.items[i] as Value))
    );
  }
  const certain = known.openAt ?? 0;
  if (
    !known.items.slice(0, certain).every((item, i) => i < actual.items.length && covers(item, actual.items[i] as Value))
  ) {
    return false;
  }
  return coversRest(known.items.slice(certain), known.maybe, actual.items.slice(certain));
}

/** The known items are among the actual ones in order; the others are of those that may be there. */
function coversRest(known: readonly Value[], maybe: readonly Value[] | undefined, actual: readonly Value[]): boolean {
  const [first, ...rest] = actual;
  if (first === undefined) return known.length === 0;
  if (known[0] !== undefined && covers(known[0], first) && coversRest(known.slice(1), maybe, rest)) return true;
  return (maybe === undefined || maybe.some((one) => covers(one, first))) && coversRest(known, maybe, rest);
}

function coversMap(known: MapValue, actual: MapValue): boolean {
  if (actual.open !== undefined) return true;
  if (known.open === undefined && known.entries.length !== actual.entries.length) return false;
  return known.entries.every(([key, value]) => {
    const found = actual.entries.find(([other]) => equal(key, other, true) === true);
    return found !== undefined && covers(value, found[1]);
  });
}

/**
 * Whether everything in which two values differ carries the name of the variable that made the difference, on itself or
 * on something it is part of.
 */
export function differenceIsNamed(a: Value, b: Value, name: string): boolean {
  if (a.variables?.has(name) && b.variables?.has(name)) return true;
  // With a value for which the code raises there is nothing to compare.
  if ((a.t === "unknown" && a.raises) || (b.t === "unknown" && b.raises)) return true;
  if (a.t === "unknown" || b.t === "unknown") return a.t === b.t;
  const all = (x: readonly Value[], y: readonly Value[]): boolean =>
    x.length === y.length && x.every((item, i) => differenceIsNamed(item, y[i] as Value, name));
  if (a.t === "list" && b.t === "list") return all(a.items, b.items);
  if (a.t === "tuple" && b.t === "tuple") return all(a.items, b.items);
  if (a.t === "map" && b.t === "map") return all(a.entries.flat(), b.entries.flat());
  return a.t === "fn" || a.t === "quoted" ? a.t === b.t : equal(a, b, true) === true;
}
