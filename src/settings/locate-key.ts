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

function keysOf(line: string): string[] {
  const match = /^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+|\s*\.\s*)+)\s*=/.exec(line);
  return match ? dotted(match[1] as string) : [];
}

/** `a."b.c".d` -> a, b.c, d */
function dotted(text: string): string[] {
  return (text.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/g) ?? []).map((part) =>
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
