/** What a Mach-O file of a test has. */
export interface MachOParts {
  readonly word?: 4 | 8;
  readonly little?: boolean;
  readonly cpu?: number;
  readonly type?: number;
  readonly needed?: readonly string[];
  readonly rpaths?: readonly string[];
  /** Exported and undefined symbols, as C names them. */
  readonly exports?: readonly string[];
  readonly imports?: readonly string[];
  /** The ErlNifEntry of a module with functions of these arities; it lies in __DATA,__const. */
  readonly nif?: {
    readonly module: string;
    readonly minor: number;
    readonly functions: readonly (readonly [name: string, arity: number])[];
  };
  /** Pointers are links of a chain, as linkers for macOS 12 and later write them. */
  readonly chained?: boolean;
}

/** Writes a library for macOS by Apple's mach-o/loader.h: one segment of text, one of data, the commands that are read. */
export function buildMachO(parts: MachOParts): Buffer {
  const {
    word = 8,
    little = true,
    cpu = 0x0100000c,
    type = 6,
    needed = [],
    rpaths = [],
    exports = [],
    imports = [],
  } = parts;
  const wide = word === 8;
  const u32 = (...values: readonly number[]): Buffer => {
    const buffer = Buffer.alloc(4 * values.length);
    values.forEach((value, index) =>
      little ? buffer.writeUInt32LE(value >>> 0, 4 * index) : buffer.writeUInt32BE(value >>> 0, 4 * index),
    );
    return buffer;
  };
  const pointer = (value: number, link = false): Buffer => {
    const high = link && parts.chained === true ? 0x00100000 : 0;
    if (!wide) return u32(value);
    return little ? u32(value, high) : u32(high, value);
  };
  const name16 = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(16)]).subarray(0, 16);
  const text8 = (text: string): Buffer =>
    Buffer.alloc(Math.ceil((text.length + 1) / 8) * 8, 0).fill(text, 0, text.length);

  // Constants, then data: both lie at the address that is their offset in the file.
  const textAt = 0x1000;
  const strings: Buffer[] = [];
  let next = textAt;
  const place = (text: string): number => {
    const at = next;
    strings.push(Buffer.from(`${text}\0`));
    next += text.length + 1;
    return at;
  };
  const { nif } = parts;
  const variant = nif && place("beam.vanilla");
  const module = nif && place(nif.module);
  const functions = nif?.functions.map(([name, arity]) => ({ at: place(name), arity })) ?? [];
  const constants = Buffer.concat(strings);
  const codeAt = 0x2000;
  const dataAt = 0x3000;
  const gap = wide ? u32(0) : Buffer.alloc(0);
  const table = Buffer.concat(
    functions.map(({ at, arity }) =>
      Buffer.concat([pointer(at, true), u32(arity), gap, pointer(codeAt, true), u32(0), gap]),
    ),
  );
  const entry =
    nif === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([
          u32(2, nif.minor),
          pointer(module as number, true),
          u32(functions.length),
          gap,
          pointer(dataAt, true),
          ...Array.from({ length: 4 }, () => pointer(0)),
          pointer(variant as number, true),
          u32(0),
          gap,
          pointer(0),
          pointer(0),
        ]);
  const data = Buffer.concat([table, entry]);
  const symbolsAt = 0x4000;
  const symbolNames = [...exports, ...imports].map((name) => `_${name}`);
  let stringAt = 1;
  const symbols = Buffer.concat(
    symbolNames.map((name, index) => {
      const head = u32(stringAt);
      stringAt += name.length + 1;
      const defined = index < exports.length;
      return Buffer.concat([
        head,
        Buffer.from([defined ? 0x0f : 0x01, defined ? 1 : 0, 0, 0]),
        pointer(defined ? codeAt : 0),
      ]);
    }),
  );
  const stringTable = Buffer.from(`\0${symbolNames.map((name) => `${name}\0`).join("")}`);
  const section = (name: string, segment: string, at: number, size: number, flags: number): Buffer =>
    Buffer.concat([
      name16(name),
      name16(segment),
      pointer(at),
      pointer(size),
      u32(at, 0, 0, 0, flags, 0, 0),
      wide ? u32(0) : Buffer.alloc(0),
    ]);
  const segment = (name: string, at: number, size: number, sections: readonly Buffer[]): Buffer => {
    const body = Buffer.concat([
      name16(name),
      pointer(at),
      pointer(size),
      pointer(at),
      pointer(size),
      u32(7, 7, sections.length, 0),
      ...sections,
    ]);
    return Buffer.concat([u32(wide ? 0x19 : 0x1, body.length + 8), body]);
  };
  const dylib = (command: number, name: string): Buffer => {
    const text = text8(name);
    return Buffer.concat([u32(command, 24 + text.length, 24, 0, 0, 0), text]);
  };
  const commands = [
    segment("__TEXT", 0, 0x3000, [
      section("__cstring", "__TEXT", textAt, constants.length, 2),
      section("__text", "__TEXT", codeAt, 16, 0x80000400),
    ]),
    segment("__DATA_CONST", dataAt, 0x1000, [section("__const", "__DATA_CONST", dataAt, data.length, 0)]),
    ...needed.map((name) => dylib(0xc, name)),
    ...rpaths.map((path) => Buffer.concat([u32(0x8000001c, 12 + text8(path).length, 12), text8(path)])),
    u32(0x32, 24, 1, 0x000b0000, 0x000e0000, 0),
    u32(0x2, 24, symbolsAt, symbolNames.length, symbolsAt + symbols.length, stringTable.length),
    ...(parts.chained === true ? [u32(0x80000034, 16, 0, 0)] : []),
  ];
  const body = Buffer.concat(commands);
  const header = Buffer.concat([
    u32(wide ? 0xfeedfacf : 0xfeedface, cpu, 0, type, commands.length, body.length, 0),
    wide ? u32(0) : Buffer.alloc(0),
  ]);
  const file = Buffer.alloc(symbolsAt);
  Buffer.concat([header, body]).copy(file);
  constants.copy(file, textAt);
  data.copy(file, dataAt);
  return Buffer.concat([file, symbols, stringTable]);
}

/** A file for several machines, each part at a page of its own. */
export function buildFat(slices: readonly Buffer[], wide = false): Buffer {
  const head = Buffer.alloc(0x1000);
  head.writeUInt32BE(wide ? 0xcafebabf : 0xcafebabe, 0);
  head.writeUInt32BE(slices.length, 4);
  let at = 0x1000;
  const parts = slices.map((slice, index) => {
    const entry = 8 + index * (wide ? 32 : 20);
    if (wide) {
      head.writeBigUInt64BE(BigInt(at), entry + 8);
      head.writeBigUInt64BE(BigInt(slice.length), entry + 16);
    } else {
      head.writeUInt32BE(at, entry + 8);
      head.writeUInt32BE(slice.length, entry + 12);
    }
    const padded = Buffer.alloc(Math.ceil(slice.length / 0x1000) * 0x1000);
    slice.copy(padded);
    at += padded.length;
    return padded;
  });
  return Buffer.concat([head, ...parts]);
}
