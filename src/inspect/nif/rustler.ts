import { type Unknown, unknown } from "../../model/unknown.ts";
import { type Image, textAt, u32At } from "../image.ts";
import { type NifFunction, functionAt, functionLayout, schedulers } from "./entry.ts";

/** Names that `#[rustler::nif]` can give: those of Rust functions, or what `name =` says. */
const functionName = /^[a-z_][A-Za-z0-9_]*[?!]?$/;

/**
 * The functions of a library of Rustler, from the records that its macros leave in the data. Up to 0.33 they are plain
 * ErlNifFunc; from 0.34 `rustler::Nif` records, each behind a node of the inventory crate, and all nodes with one common
 * table of methods. Rust promises neither layout: unknown where the records do not bear each other out.
 */
export function rustlerFunctions(image: Image): readonly NifFunction[] | Unknown {
  const records = inventoryRecords(image);
  if (records !== undefined) return records;
  const plain = plainRecords(image);
  return plain.length > 0 ? plain : unknown("its functions are not where Rustler 0.23 to 0.38 put them");
}

interface Record {
  readonly base: number;
  readonly found: NifFunction;
}

/** `rustler::Nif { name, raw_func, arity, flags }`, the two pointers in any order. */
function inventoryRecords(image: Image): NifFunction[] | Unknown | undefined {
  const pointers = image.pointers();
  const { word } = image;
  const records: Record[] = [];
  for (const [place, target] of pointers) {
    const second = pointers.get(place + word);
    if (second === undefined) continue;
    const [nameAt, code] = image.isCode(target) ? [second, target] : [target, second];
    if (!image.isCode(code) || image.isCode(nameAt)) continue;
    const name = textAt(image, nameAt, 255);
    if (name === undefined || !functionName.test(name)) continue;
    const arity = u32At(image, place + 2 * word) ?? 256;
    const scheduler = schedulers[u32At(image, place + 2 * word + 4) ?? -1];
    if (arity < 256 && scheduler !== undefined) records.push({ base: place, found: { name, arity, scheduler } });
  }
  if (records.length === 0) return undefined;
  // A node is { &Nif, table of methods }; what no node points to is something else that looks alike.
  const bases = new Map(records.map((record) => [record.base, record]));
  const byTable = new Map<number, Record[]>();
  for (const [place, target] of pointers) {
    const record = bases.get(target);
    const table = record && pointers.get(place + word);
    if (record === undefined || table === undefined) continue;
    const same = byTable.get(table);
    if (same === undefined) byTable.set(table, [record]);
    else same.push(record);
  }
  const groups = [...byTable.values()].filter((group) => new Set(group).size === group.length);
  if (groups.length === 0) return undefined;
  if (groups.length > 1) return unknown("records of more than one kind look like Rustler's functions");
  return (groups[0] as Record[]).map(({ found }) => found);
}

/** ErlNifFunc without an entry that names it. */
function plainRecords(image: Image): NifFunction[] {
  const pointers = image.pointers();
  const { size, code } = functionLayout(image.word);
  const found: NifFunction[] = [];
  for (const [place, nameAt] of pointers) {
    const function_ = pointers.get(place + code);
    if (function_ === undefined || !image.isCode(function_) || image.isCode(nameAt)) continue;
    // The arity is no pointer, and neither are the flags.
    if (pointers.has(place + image.word) || pointers.has(place + size - image.word)) continue;
    if (image.word === 8 && u32At(image, place + 12) !== 0) continue;
    const record = functionAt(image, place);
    if (record !== undefined && functionName.test(record.name)) found.push(record);
  }
  return found;
}
