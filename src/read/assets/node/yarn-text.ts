import { LockError } from "./lock-text.ts";

/** An entry of yarn.lock. */
export interface YarnEntry {
  /** `name@range`, each range that it was resolved for. */
  readonly patterns: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlyMap<string, string>;
  readonly optionalDependencies: ReadonlyMap<string, string>;
}

const word = String.raw`"(?:[^"\\]|\\.)*"|[^\s",:][^\s",]*?`;
const head = new RegExp(`^(?:${word})(?:, (?:${word}))*:$`);
const field = new RegExp(`^(${word}) (${word})$`);
const group = /^([A-Za-z]+):$/;

/** Reads version 1 of yarn.lock: entries, their fields and tables, each deeper by two blanks. Throws LockError. */
export function parseYarnLock(text: string): readonly YarnEntry[] {
  const entries: YarnEntry[] = [];
  let entry:
    | { patterns: string[]; values: Record<string, string>; groups: Map<string, Map<string, string>> }
    | undefined;
  let table: Map<string, string> | undefined;
  let at = 0;
  for (const line of text.split("\n")) {
    const start = at;
    at += line.length + 1;
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    const indent = line.length - line.trimStart().length;
    const pair = indent === 0 ? null : field.exec(content);
    if (indent === 0 && head.test(content)) {
      const groups = new Map<string, Map<string, string>>();
      entry = { patterns: wordsOf(content), values: {}, groups };
      entries.push(finished(entry));
      table = undefined;
    } else if (indent === 2 && entry !== undefined && pair !== null) {
      entry.values[plain(pair[1] as string)] = plain(pair[2] as string);
      table = undefined;
    } else if (indent === 2 && entry !== undefined && group.test(content)) {
      table = new Map();
      entry.groups.set(content.slice(0, -1), table);
    } else if (indent === 4 && table !== undefined && pair !== null) {
      table.set(plain(pair[1] as string), plain(pair[2] as string));
    } else {
      throw new LockError("this is no line of a yarn.lock of version 1", start);
    }
  }
  return entries;
}

function finished({
  patterns,
  values,
  groups,
}: {
  readonly patterns: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly groups: Map<string, Map<string, string>>;
}): YarnEntry {
  return {
    patterns,
    values,
    get dependencies() {
      return groups.get("dependencies") ?? new Map<string, string>();
    },
    get optionalDependencies() {
      return groups.get("optionalDependencies") ?? new Map<string, string>();
    },
  };
}

const wordsOf = (line: string): string[] =>
  (line.slice(0, -1).match(/"(?:[^"\\]|\\.)*"|[^\s",]+/g) ?? []).map((each) => plain(each));

/** A quoted text is written as JSON has it. */
function plain(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
