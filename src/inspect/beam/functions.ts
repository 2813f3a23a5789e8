import { Malformed } from "../../model/malformed.ts";
import { type Unknown, unknown } from "../../model/unknown.ts";
import { FieldReader } from "../field-reader.ts";
import type { BeamFile } from "./beam-file.ts";
import { arities, op } from "./opcodes.ts";

/** A function that a module defines, exported or not. */
export interface DefinedFunction {
  readonly name: string;
  readonly arity: number;
  /** It calls erlang:nif_error/1 or /2: what a function does that waits for a NIF to take its place. */
  readonly stub: boolean;
  /** The stub of the module, name/arity, that is all that it calls: then one of the two waits for the NIF. */
  readonly through: string | null;
}

const functionLimit = 1 << 16;

/**
 * Every function of a module, from its code: releases are stripped of the table of local functions. Unknown where the code
 * has an instruction that is newer than the table.
 */
export function definedFunctions(beam: BeamFile): readonly DefinedFunction[] | Unknown {
  try {
    return walk(beam);
  } catch (error) {
    if (error instanceof Malformed) return unknown(`the code of ${beam.module} is not understood: ${error.message}`);
    throw error;
  }
}

/** A function with what it calls. */
interface Walked {
  readonly name: string;
  readonly arity: number;
  /** Where calls from inside the module lead; 0 until it is read. */
  entry: number;
  /** It calls nif_error itself. */
  direct: boolean;
  /** Entries of functions of the module that it calls. */
  readonly inside: number[];
  /** How many calls of other modules' functions it has besides. */
  outside: number;
}

function walk({ code, atoms, imports }: BeamFile): DefinedFunction[] {
  const fields = new FieldReader(code, false);
  const stubCalls = new Set(
    imports.flatMap(({ module, name }, index) => (module === "erlang" && name === "nif_error" ? [index] : [])),
  );
  const cursor: Cursor = { fields, at: 4 + fields.u32(0) };
  const found: Walked[] = [];
  while (cursor.at < code.length) {
    const instruction = fields.u8(cursor.at++);
    const count = arities[instruction - 1];
    if (count === undefined) throw new Malformed(`instruction ${instruction}`);
    const args: number[] = [];
    for (let index = 0; index < count; index++) args.push(readArgument(cursor));
    if (instruction === op.intCodeEnd) break;
    if (instruction === op.funcInfo) {
      const name = atoms[(args[1] as number) - 1];
      if (name === undefined) throw new Malformed("a function without a name");
      found.push({ name, arity: args[2] as number, entry: 0, direct: false, inside: [], outside: 0 });
      if (found.length > functionLimit) throw new Malformed("too many functions");
      continue;
    }
    const last = found.at(-1);
    if (last !== undefined) note(last, instruction, args, stubCalls);
  }
  return withStubs(found);
}

function note(last: Walked, instruction: number, args: readonly number[], stubCalls: ReadonlySet<number>): void {
  switch (instruction) {
    case op.label:
      // The first label behind func_info; the last of a function belongs to the next one's func_info.
      if (last.entry === 0) last.entry = args[0] as number;
      break;
    case op.call:
    case op.callLast:
    case op.callOnly:
      last.inside.push(args[1] as number);
      break;
    case op.callExt:
    case op.callExtLast:
    case op.callExtOnly:
      if (stubCalls.has(args[1] as number)) last.direct = true;
      else last.outside++;
      break;
  }
}

function withStubs(found: readonly Walked[]): DefinedFunction[] {
  const stubs = new Map(
    found.flatMap(({ name, arity, direct, entry }) => (direct ? [[entry, `${name}/${arity}`]] : [])),
  );
  return found.map(({ name, arity, direct, inside, outside }) => {
    const [first, ...others] = inside;
    const alone = !direct && outside === 0 && first !== undefined && others.every((label) => label === first);
    return { name, arity, stub: direct, through: (alone && stubs.get(first)) || null };
  });
}

interface Cursor {
  readonly fields: FieldReader;
  at: number;
}

/** Reads past an argument; gives its number where it is one. Source: "Compact term encoding", beam_asm and beam_disasm. */
function readArgument(cursor: Cursor, depth = 0): number {
  if (depth > 8) throw new Malformed("arguments are nested too deeply");
  const first = cursor.fields.u8(cursor.at);
  if ((first & 7) !== 7) return readNumber(cursor);
  cursor.at++;
  const repeat = (count: number): number => {
    if (count > cursor.fields.length) throw new Malformed("a list that is longer than the code");
    for (let index = 0; index < count; index++) readArgument(cursor, depth + 1);
    return 0;
  };
  switch (first >> 4) {
    case 1:
      return repeat(readNumber(cursor));
    case 2:
    case 4:
      return repeat(1);
    case 3: {
      const pairs = readNumber(cursor);
      return repeat(2 * pairs);
    }
    case 5:
      return repeat(2);
    default:
      throw new Malformed(`an argument of kind ${first >> 4}`);
  }
}

/** A tagged number: 4 bits, 11 bits, or as many bytes as it says. The value of a long one is of no interest. */
function readNumber(cursor: Cursor, depth = 0): number {
  if (depth > 2) throw new Malformed("a number is too long");
  const first = cursor.fields.u8(cursor.at++);
  if ((first & 8) === 0) return first >> 4;
  if ((first & 16) === 0) return ((first >> 5) << 8) | cursor.fields.u8(cursor.at++);
  const size = first >> 5 < 7 ? (first >> 5) + 2 : readNumber(cursor, depth + 1) + 9;
  if (size > cursor.fields.length) throw new Malformed("a number that is longer than the code");
  let value = 0;
  for (let index = 0; index < size; index++) value = value * 256 + cursor.fields.u8(cursor.at++);
  return value;
}
