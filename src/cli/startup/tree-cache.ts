import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Node, Parse, ParsedFile } from "../../elixir/parse/tree.ts";
import { privateCache, trimCache } from "../../ports/private-cache.ts";
import { VERSION } from "../version.ts";
import { type Entry, readEntry, writeEntry } from "./cache-entry.ts";

/** Thrown by `kept` for a text that was not parsed before. */
export class NotKept extends Error {}

/** What was parsed for a project before, by text: while nothing of it changes, no parser has to be loaded. */
export interface TreeCache {
  /** Parses from what is kept alone; undefined where nothing is. */
  readonly kept: Parse | undefined;
  /** Whether `kept` was asked for a text that it does not have, also where NotKept did not get through. */
  missed(): boolean;
  /** Parses what is not kept with a parser. */
  keeping(parse: Parse): Parse;
  /** Nothing is kept of earlier runs. */
  empty(): boolean;
  /** Takes back what was kept: something in it is not what it should be. */
  forget(): void;
  /** Keeps what was parsed in this run for the next. */
  save(): void;
}

/** More than that is not kept; in UTF-16 code units of source. */
const MAX_TEXT = 8 * 1024 * 1024;

/** Texts that this run did not ask for. */
const MAX_OTHERS = 100;

type Kept = readonly (readonly [text: string, tree: ParsedFile, integers: boolean])[];

/**
 * The cache for one project, in the user's folder. Only for the program as it is installed: there its file says which
 * parser it is, while sources in development change without a sign.
 */
export function treeCache(project: string, env: Readonly<Record<string, string | undefined>>): TreeCache | undefined {
  const program = fileURLToPath(import.meta.url);
  const folder = program.endsWith(".cjs") ? privateCache(env, "trees", [project]) : undefined;
  if (folder === undefined) return undefined;
  const entry = entryFor(project, folder, program);
  const kept = readKept(entry);
  const used = new Map<string, ParsedFile>();
  let missed = false;
  let fresh = false;
  const keeping =
    (parse: Parse): Parse =>
    (file) => {
      const known = used.get(file.text) ?? taken(kept.get(file.text));
      if (known === undefined) fresh = true;
      const tree = known ?? parse(file);
      used.set(file.text, tree);
      return tree;
    };
  return {
    kept:
      kept.size === 0
        ? undefined
        : keeping(() => {
            missed = true;
            throw new NotKept();
          }),
    missed: () => missed,
    empty: () => kept.size === 0,
    forget() {
      kept.clear();
      used.clear();
      fresh = true;
    },
    keeping,
    save() {
      if (!fresh) return;
      // Another command asks for more or fewer files than this one: what it asked for stays.
      const others = [...kept.values()].filter(([text]) => !used.has(text)).slice(0, MAX_OTHERS);
      const all = new Map([...used, ...others.map((one) => [one[0], taken(one) as ParsedFile] as const)]);
      const length = [...all.keys()].reduce((sum, text) => sum + text.length, 0);
      if (length > MAX_TEXT) return;
      writeEntry(entry, [], Buffer.from(toJson(all)));
      trimCache(folder, "trees");
    },
  };
}

function entryFor(project: string, folder: string, program: string): Entry {
  const { size, mtimeMs } = statSync(program);
  const name = project.replace(/[^A-Za-z0-9]+/g, "-").slice(-120);
  const key = JSON.stringify([program, size, mtimeMs, VERSION, project]);
  return { path: join(folder, `${name}.json`), key };
}

function readKept(entry: Entry): Map<string, Kept[number]> {
  const cached = readEntry(entry);
  if (cached === undefined) return new Map();
  try {
    const kept = JSON.parse(cached.bytes.toString()) as Kept;
    return kept.every(isKept) ? new Map(kept.map((one) => [one[0], one])) : new Map();
  } catch {
    return new Map();
  }
}

/** Whether an entry has the form of one; what is wrong deeper in it, whoever reads it finds. */
function isKept(one: unknown): boolean {
  const [text, tree, integers]: readonly unknown[] = Array.isArray(one) ? one : [];
  return (
    typeof text === "string" &&
    typeof (tree as Partial<ParsedFile> | null)?.root?.kind === "string" &&
    typeof integers === "boolean"
  );
}

/** JSON has no integers without bounds: they are kept as text, and most files have none. */
function toJson(trees: ReadonlyMap<string, ParsedFile>): string {
  let integers = false;
  const write = (_key: string, value: unknown): unknown => {
    if (typeof value !== "bigint") return value;
    integers = true;
    return String(value);
  };
  const written = [...trees].map(([text, tree]) => {
    integers = false;
    const json = JSON.stringify(tree, write);
    return `[${JSON.stringify(text)},${json},${integers}]`;
  });
  return `[${written.join(",\n")}]`;
}

function taken(one: Kept[number] | undefined): ParsedFile | undefined {
  if (one === undefined) return undefined;
  const [, tree, integers] = one;
  if (integers) restoreIntegers(tree.root);
  return tree;
}

/** In place. */
function restoreIntegers(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) restoreIntegers(item);
  } else if (typeof value === "object" && value !== null) {
    const node = value as { -readonly [key in keyof Node]: Node[key] } & { value?: unknown };
    if (node.kind === "integer") node.value = BigInt(node.value as string);
    for (const key in node) restoreIntegers(node[key as keyof typeof node]);
  }
}
