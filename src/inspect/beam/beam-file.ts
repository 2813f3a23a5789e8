import { Malformed } from "../../model/malformed.ts";
import { gunzip } from "../../ports/gunzip.ts";
import { FieldReader } from "../field-reader.ts";

/** What a compiled module is made of, as far as NIFs need it. Source: "BEAM file format", erts/doc and beam_lib. */
export interface BeamFile {
  readonly module: string;
  readonly atoms: readonly string[];
  readonly imports: readonly FunctionName[];
  readonly exports: readonly FunctionName[];
  /** The instructions with their header. */
  readonly code: Buffer;
}

export interface FunctionName {
  readonly module?: string;
  readonly name: string;
  readonly arity: number;
}

/** No module has more once it is unpacked; the largest of OTP has 4 MiB. */
const unpackedLimit = 64 << 20;

/** Reads a .beam file, compressed or not. Throws Malformed for anything else. */
export function readBeamFile(file: Uint8Array): BeamFile {
  const chunks = readChunks(unpacked(Buffer.from(file.buffer, file.byteOffset, file.byteLength)));
  const chunk = (name: string): Buffer => {
    const found = chunks.get(name);
    if (found === undefined) throw new Malformed(`a module without the part ${name}`);
    return found;
  };
  const atoms = chunks.has("AtU8") ? readAtoms(chunk("AtU8"), "utf8") : readAtoms(chunk("Atom"), "latin1");
  const atom = (index: number): string => {
    const found = atoms[index - 1];
    if (found === undefined) throw new Malformed("a module that names an atom that it does not have");
    return found;
  };
  return {
    module: atom(1),
    atoms,
    imports: readTriples(chunk("ImpT")).map(([module, name, arity]) => ({
      module: atom(module),
      name: atom(name),
      arity,
    })),
    exports: readTriples(chunk("ExpT")).map(([name, arity]) => ({ name: atom(name), arity })),
    code: chunk("Code"),
  };
}

function unpacked(file: Buffer): Buffer {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  const module = gunzip(file, unpackedLimit);
  if (module === undefined) throw new Malformed("a module that cannot be unpacked");
  return module;
}

function readChunks(file: Buffer): Map<string, Buffer> {
  const fields = new FieldReader(file, false);
  if (file.length < 12 || file.toString("latin1", 0, 4) !== "FOR1" || file.toString("latin1", 8, 12) !== "BEAM")
    throw new Malformed("no BEAM file");
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at + 8 <= file.length;) {
    const size = fields.u32(at + 4);
    if (at + 8 + size > file.length) throw new Malformed("a module that is cut off");
    chunks.set(file.toString("latin1", at, at + 4), file.subarray(at + 8, at + 8 + size));
    at += 8 + Math.ceil(size / 4) * 4;
  }
  return chunks;
}

/** From OTP 28 on the count may be negative: then each length is a tagged number as in the code, so that it may be above 255. */
function readAtoms(chunk: Buffer, encoding: "utf8" | "latin1"): string[] {
  const fields = new FieldReader(chunk, false);
  const count = chunk.length < 4 ? 0 : chunk.readInt32BE(0);
  const atoms: string[] = [];
  let at = 4;
  for (let index = 0; index < Math.abs(count); index++) {
    let length = fields.u8(at++);
    if (count < 0) length = (length & 8) === 0 ? length >> 4 : ((length >> 5) << 8) | fields.u8(at++);
    if (at + length > chunk.length) throw new Malformed("a module whose atoms are cut off");
    atoms.push(chunk.toString(encoding, at, at + length));
    at += length;
  }
  return atoms;
}

function readTriples(chunk: Buffer): (readonly [number, number, number])[] {
  const fields = new FieldReader(chunk, false);
  const count = fields.u32(0);
  if (count * 12 + 4 > chunk.length) throw new Malformed("a module whose tables are cut off");
  return Array.from({ length: count }, (_, index) => [
    fields.u32(4 + index * 12),
    fields.u32(8 + index * 12),
    fields.u32(12 + index * 12),
  ]);
}
