import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { keyOf } from "./equal.ts";
import { derived } from "./make.ts";
import type { MapValue, Value } from "./value.ts";

type Entry = readonly [Value, Value];

/** The map with further entries, later ones over earlier ones. A key that is not known leaves the map open with nothing sure. */
export function putEntries(old: MapValue, added: readonly Entry[], rt: Runtime, node: Node, frame: Frame): MapValue {
  const entries = new Map<string, Entry>();
  for (const entry of old.entries) entries.set(keyOf(entry[0]) as string, entry);
  let { open } = old;
  for (const entry of added) {
    const key = keyOf(entry[0]);
    if (key === undefined) {
      open = entry[0].t === "unknown" ? derived(entry[0]) : rt.unknown("is a key that is not known", node, frame);
      entries.clear();
    } else {
      const before = entries.get(key);
      entries.set(key, before === undefined ? entry : [before[0], entry[1]]);
    }
  }
  const made: MapValue =
    open === undefined
      ? { t: "map", entries: [...entries.values()] }
      : { t: "map", entries: [...entries.values()], open };
  return old.environment ? { ...made, environment: true } : made;
}
