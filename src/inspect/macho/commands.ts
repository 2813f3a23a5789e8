import type { Command, MachOFile } from "./macho-file.ts";
import { tableOf } from "./macho-file.ts";

/** Load commands that are read. */
const LC = {
  segment: 0x1,
  symtab: 0x2,
  loadDylib: 0xc,
  idDylib: 0xd,
  loadWeakDylib: 0x80000018,
  segment64: 0x19,
  rpath: 0x8000001c,
  reexportDylib: 0x8000001f,
  versionMinMacos: 0x24,
  buildVersion: 0x32,
  chainedFixups: 0x80000034,
} as const;

export interface MachOFacts {
  /** Paths of the libraries that it needs; a weak one may be missing. */
  readonly needed: readonly { readonly name: string; readonly weak: boolean }[];
  readonly installName: string | undefined;
  readonly rpaths: readonly string[];
  /** The oldest system that it is for: macOS 11.0. */
  readonly minimumOs: string | undefined;
  /** Names without the underscore that C puts before them. */
  readonly defined: readonly string[];
  readonly undefined: readonly string[];
}

/** LC_BUILD_VERSION's platforms. */
const platforms: Readonly<Record<number, string>> = {
  1: "macOS",
  2: "iOS",
  3: "tvOS",
  4: "watchOS",
  6: "Mac Catalyst",
};
const symbolLimit = 1 << 21;

/** What the load commands and the table of symbols say. Throws Malformed where a table leaves the file. */
export function readFacts(file: MachOFile): MachOFacts {
  const ofType = (...types: readonly number[]): Command[] => file.commands.filter(({ type }) => types.includes(type));
  const names = (...types: readonly number[]): string[] => ofType(...types).flatMap((command) => textOf(command) ?? []);
  const symbols = readSymbols(file);
  return {
    needed: [
      ...names(LC.loadDylib, LC.reexportDylib).map((name) => ({ name, weak: false })),
      ...names(LC.loadWeakDylib).map((name) => ({ name, weak: true })),
    ],
    installName: names(LC.idDylib)[0],
    rpaths: names(LC.rpath),
    minimumOs: minimumOs(file),
    ...symbols,
  };
}

/** A command's text starts where its first field says. */
function textOf({ fields }: Command): string | undefined {
  return (
    fields.text(fields.u32(8)) ??
    (fields.u32(8) < fields.length ? fields.buffer.toString("latin1", fields.u32(8)) : undefined)
  );
}

function minimumOs({ commands }: MachOFile): string | undefined {
  for (const { type, fields } of commands) {
    if (type === LC.versionMinMacos) return `macOS ${version(fields.u32(8))}`;
    if (type === LC.buildVersion) return `${platforms[fields.u32(8)] ?? "another system"} ${version(fields.u32(12))}`;
  }
  return undefined;
}

const version = (packed: number): string => `${packed >>> 16}.${(packed >>> 8) & 0xff}`;

function readSymbols(file: MachOFile): Pick<MachOFacts, "defined" | "undefined"> {
  const command = file.commands.find(({ type }) => type === LC.symtab);
  if (command === undefined) return { defined: [], undefined: [] };
  const { fields } = command;
  const entry = file.word === 8 ? 16 : 12;
  const count = Math.min(fields.u32(12), symbolLimit);
  const table = tableOf(file, fields.u32(8), count * entry, "the table of symbols");
  const strings = tableOf(file, fields.u32(16), fields.u32(20), "the table of strings");
  const found = { defined: [] as string[], undefined: [] as string[] };
  for (let at = 0; at < table.length; at += entry) {
    const type = table.u8(at + 4);
    // A symbol for debuggers, or one that no other file sees.
    if ((type & 0xe0) !== 0 || (type & 1) === 0) continue;
    const name = strings.text(table.u32(at), 1 << 16);
    if (name === undefined || name === "") continue;
    ((type & 0x0e) === 0 ? found.undefined : found.defined).push(name.startsWith("_") ? name.slice(1) : name);
  }
  return found;
}

export interface MachOSection {
  readonly name: string;
  readonly segment: string;
  readonly address: number;
  readonly size: number;
  /** In the machine's part of the file; undefined for what is only zeros. */
  readonly offset: number | undefined;
  readonly code: boolean;
}

const someInstructions = 0x400 | 0x80000000;

/** Every address is looked for in all sections: real libraries have about 30. */
const sectionLimit = 1024;

/** The sections of all segments. Throws Malformed where a command is cut off. */
export function readMachOSections({ commands, word }: MachOFile): MachOSection[] {
  const wide = word === 8;
  const sections = commands.flatMap(({ type, fields }) => {
    if (type !== (wide ? LC.segment64 : LC.segment)) return [];
    const first = wide ? 72 : 56;
    const entry = wide ? 80 : 68;
    const count = Math.min(fields.u32(wide ? 64 : 48), Math.floor((fields.length - first) / entry));
    return Array.from({ length: Math.max(0, count) }, (_, index) => {
      const at = first + index * entry;
      const flags = fields.u32(at + (wide ? 64 : 56));
      const zeros = [1, 0xc, 0x12].includes(flags & 0xff);
      return {
        name: padded(fields.buffer, at),
        segment: padded(fields.buffer, at + 16),
        address: fields.word(at + 32, word),
        size: fields.word(at + 32 + word, word),
        offset: zeros ? undefined : fields.u32(at + 32 + 2 * word),
        code: (flags & someInstructions) !== 0,
      };
    });
  });
  return sections.slice(0, sectionLimit);
}

function padded(buffer: Buffer, at: number): string {
  const text = buffer.toString("latin1", at, at + 16);
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}

/** Whether pointers in the data are links of a chain that dyld follows (macOS 12 and later) instead of plain addresses. */
export function hasChainedFixups({ commands }: MachOFile): boolean {
  return commands.some(({ type }) => type === LC.chainedFixups);
}
