import { Malformed } from "../model/malformed.ts";
import { lazyZlib } from "../ports/lazy-builtins.ts";
import { depthLimit, type ErlangTerm } from "./term.ts";

/** What a manifest may hold at most once it is inflated. */
const inflatedLimit = 1 << 20;

/**
 * Reads what `term_to_binary/1` writes, as far as data needs it (no functions, pids, references).
 * Source: Erlang's "External Term Format" (erts user's guide). Throws Malformed for anything else.
 */
export function readErlangBinary(bytes: Uint8Array): ErlangTerm {
  if (bytes[0] !== 131) throw new Malformed("no Erlang term: it does not begin with 131");
  const reader = readerOf(bytes[1] === 80 ? inflate(bytes.subarray(6)) : bytes.subarray(1));
  const term = readTerm(reader, 0);
  if (reader.at !== reader.bytes.length) throw new Malformed("no Erlang term: something follows it");
  return term;
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return lazyZlib().inflateSync(bytes, { maxOutputLength: inflatedLimit });
  } catch {
    throw new Malformed("no Erlang term: it cannot be inflated");
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

function readerOf(bytes: Uint8Array): Reader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
}

function readTerm(reader: Reader, depth: number): ErlangTerm {
  if (depth > depthLimit) throw new Malformed("no Erlang term: too deep nesting");
  const tag = unsigned(reader, 1);
  switch (tag) {
    case 70:
      return { kind: "float", value: reader.view.getFloat64(skip(reader, 8)) };
    case 97:
      return { kind: "integer", value: BigInt(unsigned(reader, 1)) };
    case 98:
      return { kind: "integer", value: BigInt(reader.view.getInt32(skip(reader, 4))) };
    case 100:
      return { kind: "atom", name: Buffer.from(take(reader, unsigned(reader, 2))).toString("latin1") };
    case 115:
      return { kind: "atom", name: Buffer.from(take(reader, unsigned(reader, 1))).toString("latin1") };
    case 118:
      return { kind: "atom", name: Buffer.from(take(reader, unsigned(reader, 2))).toString("utf8") };
    case 119:
      return { kind: "atom", name: Buffer.from(take(reader, unsigned(reader, 1))).toString("utf8") };
    case 104:
      return { kind: "tuple", items: readMany(reader, unsigned(reader, 1), depth) };
    case 105:
      return { kind: "tuple", items: readMany(reader, unsigned(reader, 4), depth) };
    case 106:
      return { kind: "list", items: [] };
    case 107:
      return { kind: "string", value: Buffer.from(take(reader, unsigned(reader, 2))).toString("latin1") };
    case 108:
      return readList(reader, depth);
    case 109:
      return { kind: "binary", bytes: take(reader, unsigned(reader, 4)) };
    case 110:
      return readBig(reader, unsigned(reader, 1));
    case 111:
      return readBig(reader, unsigned(reader, 4));
    case 116:
      return readMap(reader, depth);
    default:
      throw new Malformed(`no Erlang term: unknown tag ${tag}`);
  }
}

function readList(reader: Reader, depth: number): ErlangTerm {
  const items = readMany(reader, unsigned(reader, 4), depth);
  if (unsigned(reader, 1) !== 106) throw new Malformed("no Erlang term: a list does not end");
  return { kind: "list", items };
}

function readMap(reader: Reader, depth: number): ErlangTerm {
  const flat = readMany(reader, unsigned(reader, 4) * 2, depth);
  const entries: [ErlangTerm, ErlangTerm][] = [];
  for (let index = 0; index < flat.length; index += 2) {
    entries.push([flat[index] as ErlangTerm, flat[index + 1] as ErlangTerm]);
  }
  return { kind: "map", entries };
}

function readMany(reader: Reader, count: number, depth: number): ErlangTerm[] {
  if (count > reader.bytes.length - reader.at) throw new Malformed("no Erlang term: it is cut off");
  return Array.from({ length: count }, () => readTerm(reader, depth + 1));
}

function readBig(reader: Reader, size: number): ErlangTerm {
  const negative = unsigned(reader, 1) === 1;
  const digits = Buffer.from(take(reader, size)).reverse().toString("hex");
  const value = BigInt(`0x${digits || "0"}`);
  return { kind: "integer", value: negative ? -value : value };
}

function unsigned(reader: Reader, size: 1 | 2 | 4): number {
  const at = skip(reader, size);
  if (size === 1) return reader.view.getUint8(at);
  return size === 2 ? reader.view.getUint16(at) : reader.view.getUint32(at);
}

function take(reader: Reader, size: number): Uint8Array {
  const at = skip(reader, size);
  return reader.bytes.subarray(at, at + size);
}

/** Moves on by `size` bytes; returns where it stood. */
function skip(reader: Reader, size: number): number {
  const at = reader.at;
  if (size > reader.bytes.length - at) throw new Malformed("no Erlang term: it is cut off");
  reader.at += size;
  return at;
}
