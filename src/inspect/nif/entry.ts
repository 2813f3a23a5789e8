import { type Image, textAt, u32At } from "../image.ts";

/** What a library says that it was written for. */
export interface NifEntry {
  /** The module whose functions it brings, as the VM spells it: Elixir.MyApp.Native. */
  readonly module: string;
  /** 2.16 */
  readonly nifVersion: string;
  /** The oldest runtime that it wants: erts-12.0. Undefined before NIF 2.14. */
  readonly minErts: string | undefined;
  readonly functions: readonly NifFunction[];
}

export interface NifFunction {
  readonly name: string;
  readonly arity: number;
  /** Where the VM runs it: on a usual scheduler, or on one for long work of the processor or for waiting. */
  readonly scheduler: "usual" | "dirty cpu" | "dirty io";
}

export const schedulers = ["usual", "dirty cpu", "dirty io"] as const;

/**
 * ErlNifEntry and ErlNifFunc of erl_nif.h, in bytes. They have had these places since NIF 2.7 (R17); min_erts came with 2.14.
 */
const layouts = {
  4: { name: 8, count: 12, functions: 16, variant: 36, minErts: 48, function: { size: 16, arity: 4, flags: 12 } },
  8: { name: 8, count: 16, functions: 24, variant: 64, minErts: 88, function: { size: 32, arity: 8, flags: 24 } },
} as const;

/** No NIF library has more; the VM's own largest has about 80. */
const functionLimit = 4096;

/**
 * The ErlNifEntry that ERL_NIF_INIT leaves in a library's data: C, C++ and Zig. It is found by the pointer to its
 * vm_variant "beam.vanilla". Undefined where there is none, as in libraries of Rustler, which make it when they are loaded.
 */
export function readNifEntry(image: Image): NifEntry | undefined {
  const layout = layouts[image.word];
  for (const [place, target] of image.pointers()) {
    const base = place - layout.variant;
    if (u32At(image, base) !== 2) continue;
    if (textAt(image, target, 16) !== "beam.vanilla") continue;
    const entry = entryAt(image, base);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function entryAt(image: Image, base: number): NifEntry | undefined {
  const layout = layouts[image.word];
  const pointers = image.pointers();
  const nameAt = pointers.get(base + layout.name);
  const module = nameAt === undefined ? undefined : textAt(image, nameAt);
  const minor = u32At(image, base + 4);
  const count = u32At(image, base + layout.count);
  const first = pointers.get(base + layout.functions);
  if (module === undefined || minor === undefined || count === undefined || minor > 999) return undefined;
  if (count > functionLimit || (count > 0 && first === undefined)) return undefined;
  const functions: NifFunction[] = [];
  for (let index = 0; index < count; index++) {
    const found = functionAt(image, (first as number) + index * layout.function.size);
    if (found === undefined) return undefined;
    functions.push(found);
  }
  const minErtsAt = minor >= 14 ? pointers.get(base + layout.minErts) : undefined;
  return {
    module,
    nifVersion: `2.${minor}`,
    minErts: minErtsAt === undefined ? undefined : textAt(image, minErtsAt, 32),
    functions,
  };
}

/** An ErlNifFunc, or undefined where what lies there is none. */
export function functionAt(image: Image, base: number): NifFunction | undefined {
  const { arity: arityAt, flags: flagsAt } = layouts[image.word].function;
  const nameAt = image.pointers().get(base);
  const name = nameAt === undefined ? undefined : textAt(image, nameAt, 255);
  const arity = u32At(image, base + arityAt);
  const scheduler = schedulers[u32At(image, base + flagsAt) ?? -1];
  if (name === undefined || arity === undefined || arity > 255 || scheduler === undefined) return undefined;
  return { name, arity, scheduler };
}

/** Where the parts of an ErlNifFunc lie, for those who look for one without an entry. */
export function functionLayout(word: 4 | 8): { readonly size: number; readonly code: number } {
  return { size: layouts[word].function.size, code: word * 2 };
}
