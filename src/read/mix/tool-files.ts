import { type ParseToml, table, type TomlTable } from "../cargo/toml.ts";

/** What a file says: the version of each tool, and its line. */
export type Named = Readonly<Record<string, { readonly text: string; readonly line: number }>>;

type ReadToolFile = (text: string, loadToml: () => Promise<ParseToml>) => Named | Promise<Named>;

const toml: ReadToolFile = async (text, loadToml) => fromToml(text, await loadToml());

/**
 * Files of version managers that name several tools: those of mise (https://mise.jdx.dev/configuration.html) and of asdf. In one folder
 * mise's files come before .tool-versions, local ones before shared ones.
 */
export const toolFiles: readonly (readonly [name: string, read: ReadToolFile])[] = [
  ["mise.local.toml", toml],
  [".mise.local.toml", toml],
  ["mise.toml", toml],
  [".mise.toml", toml],
  ["mise/config.toml", toml],
  [".mise/config.toml", toml],
  [".config/mise.toml", toml],
  [".config/mise/config.toml", toml],
  [".tool-versions", fromToolVersions],
];

function fromToolVersions(text: string): Named {
  const found: Record<string, { text: string; line: number }> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [tool, version] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (tool !== undefined && version !== undefined) found[tool] ??= { text: version, line: index + 1 };
  }
  return found;
}

function fromToml(text: string, parse: ParseToml): Named {
  const found: Record<string, { text: string; line: number }> = {};
  for (const [key, asked] of Object.entries(table(parsed(text, parse)["tools"]) ?? {})) {
    const tool = key.replace(BACKEND, "");
    const one: unknown = Array.isArray(asked) ? asked[0] : asked;
    const version = table(one)?.["version"] ?? one;
    if (typeof version === "string" || typeof version === "number")
      found[tool] ??= { text: String(version), line: lineOf(key, text) };
  }
  return found;
}

/** What of a tool's name says from where mise has it: "core:erlang", "asdf:mise-plugins/mise-elixir" (https://mise.jdx.dev/dev-tools/backends/). */
const BACKEND = /^(?:core|asdf|vfox):(?:.*\/)?(?:(?:asdf|mise|vfox)-)?/;

/** The first line that sets it; the parser of TOML gives no places. */
function lineOf(key: string, text: string): number {
  const index = text
    .split("\n")
    .findIndex((line) => /^[\s"'[]*(?:tools\.)?["']?([\w:/.-]+)/.exec(line)?.[1]?.replace(/[.]version$/, "") === key);
  return Math.max(index, 0) + 1;
}

/** A file that is no TOML says nothing; mise itself complains about it. */
function parsed(text: string, parse: ParseToml): TomlTable {
  try {
    return parse(text);
  } catch {
    return {};
  }
}
