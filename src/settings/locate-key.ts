import { type Place, SourceFile } from "../model/source.ts";
import { SETTINGS_FILE } from "./settings.ts";

/** The place of a key in nif2nix.toml, as `locateKey` finds it. */
export function placeOfKey(text: string, path: readonly string[]): Place {
  return new SourceFile(SETTINGS_FILE, text).place(locateKey(text, path));
}

/**
 * Where a key stands in a TOML file: its offset, or that of the nearest enclosing table that can be found.
 * The TOML reader gives values without places, and a line scan is enough for pointing at one: it knows table headers,
 * dotted and quoted keys; inside of inline tables and multi-line values it looks for the name.
 */
export function locateKey(text: string, path: readonly string[]): number {
  let table: readonly string[] = [];
  let best = { offset: 0, depth: 0 };
  let offset = 0;
  for (const line of text.split("\n")) {
    const indent = line.length - line.trimStart().length;
    const header = /^\s*\[\[?([^\]]+)\]\]?/.exec(line);
    const keys = header ? dotted(header[1] as string) : [...table, ...keysOf(line)];
    if (header) table = keys;
    const depth = header || keys.length > table.length ? commonDepth(keys, path) : 0;
    if (depth > best.depth) {
      best = { offset: offset + indent, depth };
      const next = path[depth];
      // The rest of the path may stand on the same line, in an inline table.
      const inline = next === undefined ? -1 : line.indexOf(next, line.indexOf("="));
      if (inline !== -1 && line.includes("=")) best = { offset: offset + inline, depth: depth + 1 };
    }
    offset += line.length + 1;
  }
  return best.offset;
}

/** A part of a key, or what stands between two. */
const PART = /[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+|\.)[ \t]*/y;

function keysOf(line: string): string[] {
  const found = keyAt(line);
  return line[found.end] === "=" ? dotted(line.slice(0, found.end)) : [];
}

/** Part after part, up to what is none: one expression for all of them would try each way to cut a word. */
function keyAt(text: string): { readonly parts: readonly string[]; readonly end: number } {
  const part = PART;
  part.lastIndex = 0;
  const parts: string[] = [];
  let end = 0;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    end = part.lastIndex;
    if (match[1] !== ".") parts.push(match[1] as string);
  }
  return { parts, end };
}

/** `a."b.c".d` -> a, b.c, d */
function dotted(text: string): string[] {
  return keyAt(text).parts.map((part) =>
    part.startsWith('"') ? unquoted(part) : part.startsWith("'") ? part.slice(1, -1) : part,
  );
}

function unquoted(part: string): string {
  try {
    return JSON.parse(part) as string;
  } catch {
    return part.slice(1, -1);
  }
}

/** How many elements of `path` the keys reach, if they lie on it; 0 where they lead elsewhere. */
function commonDepth(keys: readonly string[], path: readonly string[]): number {
  return keys.length <= path.length && keys.every((key, index) => key === path[index]) ? keys.length : 0;
}
