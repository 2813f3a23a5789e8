import { Malformed } from "../../model/malformed.ts";
import { type Known, type Unknown, isUnknown, unknown } from "../../model/unknown.ts";
import type { Image } from "../image.ts";
import type { NifFacts } from "../library.ts";
import { type NifFunction, readNifEntry } from "./entry.ts";
import { newestNifVersion } from "./nif-versions.ts";
import { rustlerFunctions } from "./rustler.ts";
import { namedInConstants } from "./strings.ts";

/** What is said of a library that has nothing to do with the VM. */
export const noNif: NifFacts = {
  inits: [],
  source: null,
  module: null,
  modulesNamed: [],
  version: null,
  needsVersion: null,
  functions: [],
  enif: [],
  asksByName: false,
};

/** Functions that every library of Rustler from 0.35 on asks for by name: where these are named, all names count. */
const alwaysAsked = ["enif_alloc", "enif_make_atom_len", "enif_open_resource_type_x"];

interface Symbols {
  /** Names that it exports, and names that others have to define. */
  readonly defined: Iterable<string>;
  readonly undefined: Iterable<string>;
}

/**
 * What a library says of its NIFs. Constants and relocations are read only where it looks like a library of NIFs at all:
 * it exports a function that starts one, or calls the VM.
 */
export function readNif(image: Image, { defined, undefined: asked }: Symbols): NifFacts & { readonly rust: boolean } {
  const inits = [...defined].filter((name) => name === "nif_init" || name.endsWith("_nif_init")).sort();
  const imported = [...asked].filter((name) => name.startsWith("enif_")).sort();
  if (inits.length === 0 && imported.length === 0) return { ...noNif, rust: false };
  const entry = orUnknown(() => readNifEntry(image));
  if (entry !== undefined && !isUnknown(entry)) {
    return {
      inits,
      source: "ErlNifEntry",
      module: entry.module,
      modulesNamed: [],
      version: entry.nifVersion,
      needsVersion: newestNifVersion(imported) ?? null,
      functions: entry.functions,
      enif: imported,
      asksByName: false,
      rust: false,
    };
  }
  const named = namedInConstants(image);
  const asksByName = alwaysAsked.every((name) => named.enif.has(name));
  const enif = asksByName ? [...new Set([...imported, ...named.enif])].sort() : imported;
  const functions: Known<readonly NifFunction[]> = orUnknown(() => rustlerFunctions(image));
  const rustler = asksByName || named.rust;
  const needsVersion = newestNifVersion(enif) ?? null;
  return {
    inits,
    source: rustler && !isUnknown(functions) ? "Rustler" : null,
    module: unknown(entry === undefined ? "it is given to the VM when the library is loaded" : entry.unknown),
    modulesNamed: [...named.modules].sort(),
    version:
      asksByName && needsVersion !== null ? needsVersion : unknown("it is given to the VM when the library is loaded"),
    needsVersion,
    functions: rustler ? functions : unknown("it is not seen what made the library"),
    enif,
    asksByName,
    rust: named.rust,
  };
}

function orUnknown<T>(read: () => T): T | Unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return unknown(error.message);
    throw error;
  }
}
