/** Values for one table of nif2nix.toml. */
export interface TableEdit {
  readonly table: readonly string[];
  /** As TOML, by key. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The text of nif2nix.toml with values set; all else stays as it is, comments and order too. A table that is not there is added at the
 * end. Whoever calls it reads the result again: where settings stand in inline tables or under dotted keys, a new line gives
 * something else, or nothing that can be read.
 */
export function editSettings(text: string, edits: readonly TableEdit[]): string {
  return edits.reduce(editTable, text);
}

function editTable(text: string, { table, values }: TableEdit): string {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const header = `[${table.map(quoted).join(".")}]`;
  const start = lines.findIndex((line) => headerOf(line) === table.join("\0"));
  if (start === -1) {
    const gap = lines.length === 0 || lines.at(-1) === "" ? [] : [""];
    const added = Object.entries(values).map(([key, value]) => `${quoted(key)} = ${value}`);
    return `${[...lines, ...gap, header, ...added].join("\n")}\n`;
  }
  const end = lines.findIndex((line, index) => index > start && /^\s*\[/.test(line));
  const section = lines.slice(start + 1, end === -1 ? lines.length : end);
  for (const [key, value] of Object.entries(values)) {
    const at = section.findIndex((line) => keyOf(line) === key);
    if (at === -1) section.unshift(`${quoted(key)} = ${value}`);
    else section[at] = `${quoted(key)} = ${value}`;
  }
  return `${[...lines.slice(0, start + 1), ...section, ...(end === -1 ? [] : lines.slice(end))].join("\n")}\n`;
}

export function quoted(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

const part = `\\s*([A-Za-z0-9_-]+|"[^"\\\\]*"|'[^']*')\\s*`;
const headerPattern = new RegExp(`^\\s*\\[((?:${part}\\.)*${part})\\]\\s*(?:#.*)?$`);

/** The keys of a table's header, joined; undefined for other lines. */
function headerOf(line: string): string | undefined {
  const path = line.length > 500 ? undefined : headerPattern.exec(line)?.[1];
  return path
    ?.match(/[A-Za-z0-9_-]+|"[^"]*"|'[^']*'/g)
    ?.map(unquoted)
    .join("\0");
}

function keyOf(line: string): string | undefined {
  const key = /^\s*([A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')\s*=/.exec(line)?.[1];
  return key === undefined ? undefined : unquoted(key);
}

const unquoted = (key: string): string => key.replace(/^(["'])(.*)\1$/, "$2");
