import { run } from "./loads.ts";

/** What GNU readelf says of an object, in our words. */
export interface ReadelfFacts {
  readonly machine: string;
  readonly bits: number;
  readonly byteOrder: string;
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly runpath: readonly string[];
  readonly rpath: readonly string[];
  /** Undefined symbols, sorted, "name" or "name weak". */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** "library VERSION": its undefined symbols. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly stripped: boolean;
}

const machines: Readonly<Record<string, string>> = {
  "Advanced Micro Devices X86-64": "x86_64",
  AArch64: "aarch64",
  ARM: "arm",
  "IBM S/390": "s390x",
  PowerPC: "powerpc",
  "Intel 80386": "i386",
};

export function readelf(path: string): ReadelfFacts {
  const text = run(
    "readelf",
    ["--wide", "--file-header", "--dynamic", "--dyn-syms", "--version-info", "--sections", path],
    undefined,
    {
      ...process.env,
      LC_ALL: "C",
    },
  );
  const field = (name: string): string => new RegExp(`^ *${name}: *(.*)$`, "m").exec(text)?.[1] ?? "";
  const dynamic = (tag: string): string[] =>
    [...text.matchAll(new RegExp(`\\(${tag}\\) +.*\\[(.*)\\]$`, "gm"))].map(([, value]) => value as string);
  const folders = (tag: string): string[] => (dynamic(tag)[0] ?? "").split(":").filter((each) => each !== "");
  const imports: string[] = [];
  const exports: string[] = [];
  const versions: Record<string, string[]> = {};
  const symbols = /Symbol table '\.dynsym'[^]*?\n\n/.exec(`${text}\n\n`)?.[0] ?? "";
  const names = versionNames(text);
  for (const line of symbols.split("\n")) {
    const found = /^ +\d+: [0-9a-f]+ +\S+ (\S+) +(\S+) +\S+ +(?:\[[^\]]*\] +)?(\S+) (\S+)(?: \((\d+)\))?$/.exec(line);
    if (found === null) continue;
    const [, , bind, index, full, version] = found as unknown as [string, string, string, string, string, string?];
    if (bind === "LOCAL") continue;
    const name = full.replace(/@.*$/, "");
    if (index !== "UND") {
      exports.push(name);
      continue;
    }
    imports.push(bind === "WEAK" ? `${name} weak` : name);
    if (version !== undefined) (versions[names.get(Number(version)) ?? version] ??= []).push(name);
  }
  for (const name of names.values()) versions[name] ??= [];
  for (const list of Object.values(versions)) list.sort();
  return {
    machine: machines[field("Machine")] ?? field("Machine"),
    bits: field("Class") === "ELF64" ? 64 : 32,
    byteOrder: field("Data").includes("little") ? "little" : "big",
    needed: dynamic("NEEDED"),
    soname: dynamic("SONAME")[0] ?? null,
    runpath: folders("RUNPATH"),
    rpath: folders("RPATH"),
    imports: imports.sort(),
    exports: exports.sort(),
    versions,
    stripped: !/ SYMTAB /.test(text),
  };
}

/** Of the section of needed versions: index -> "library VERSION". */
function versionNames(text: string): Map<number, string> {
  const names = new Map<number, string>();
  const section = /Version needs section [^]*?(?:\n\n|$)/.exec(text)?.[0] ?? "";
  let library = "";
  for (const line of section.split("\n")) {
    library = /File: (\S+)/.exec(line)?.[1] ?? library;
    const found = /Name: (\S+) +Flags: .*Version: (\d+)/.exec(line);
    if (found !== null) names.set(Number(found[2]), `${library} ${found[1]}`);
  }
  return names;
}
