import { parseVersion } from "../../elixir/version/version.ts";
import { type BeamRequest, type BeamRequests, otpMajor, otpOfElixir } from "../../model/beam.ts";
import { joinPath, parentPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** What System.version() and System.otp_release() answer; undefined where that is not known. */
export interface ToolVersions {
  /** "1.17.3" */
  readonly elixirVersion: string | undefined;
  /** "27" */
  readonly otpRelease: string | undefined;
}

/** What a file says: the version of each tool, and its line. */
type Found = Readonly<Partial<Record<"elixir" | "erlang", { readonly text: string; readonly line: number }>>>;

type ParseToml = (text: string) => unknown;

/**
 * Looks from `folder` up to `top` (both absolute); the nearest file that names a tool decides on it. Files of mise
 * (https://mise.jdx.dev/configuration.html) and of asdf, and the one-line files that asdf reads of other managers.
 * @param loadToml called where there is a TOML file to read.
 */
export async function readBeamRequests(
  folder: string,
  top: string,
  fs: Pick<ReadFileSystem, "readText">,
  loadToml: () => Promise<ParseToml>,
): Promise<BeamRequests> {
  let requests: Partial<Record<"elixir" | "erlang", BeamRequest>> = {};
  for (let at = folder; ; at = parentPath(at)) {
    for (const [name, read] of FILES) {
      const path = joinPath(at, name);
      const text = fs.readText(path);
      if (text === undefined) continue;
      const found = read === "toml" ? fromToml(text, await loadToml()) : read(text);
      requests = { ...placed(found, relativePath(folder, path)), ...requests };
    }
    if (at === top || at === "/") break;
  }
  return { erlang: requests.erlang ?? null, elixir: requests.elixir ?? null };
}

function placed(found: Found, file: string): Partial<Record<"elixir" | "erlang", BeamRequest>> {
  return Object.fromEntries(
    Object.entries(found).map(([tool, { text, line }]) => [tool, { text, place: { file, line, column: 1 } }]),
  );
}

/** In one folder mise's files come before .tool-versions, local ones before shared ones. */
const FILES: readonly (readonly [string, "toml" | ((text: string) => Found)])[] = [
  ["mise.local.toml", "toml"],
  [".mise.local.toml", "toml"],
  ["mise.toml", "toml"],
  [".mise.toml", "toml"],
  ["mise/config.toml", "toml"],
  [".mise/config.toml", "toml"],
  [".config/mise.toml", "toml"],
  [".config/mise/config.toml", "toml"],
  [".tool-versions", fromToolVersions],
  [".elixir-version", (text) => onlyLine("elixir", text)],
  [".exenv-version", (text) => onlyLine("elixir", text)],
  [".erlang-version", (text) => onlyLine("erlang", text)],
  [".otp-version", (text) => onlyLine("erlang", text)],
];

function onlyLine(tool: "elixir" | "erlang", text: string): Found {
  const version = text.trim();
  return version === "" ? {} : { [tool]: { text: version, line: 1 } };
}

function fromToolVersions(text: string): Found {
  const found: Record<string, { text: string; line: number }> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [tool, version] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (tool !== undefined && version !== undefined) found[tool] ??= { text: version, line: index + 1 };
  }
  return pick(found);
}

function fromToml(text: string, parse: ParseToml): Found {
  const tools = tableOf(text, parse)?.tools;
  if (typeof tools !== "object" || tools === null) return {};
  const found: Record<string, { text: string; line: number }> = {};
  for (const [tool, asked] of Object.entries(tools)) {
    const one: unknown = Array.isArray(asked) ? asked[0] : asked;
    const version = typeof one === "object" && one !== null ? (one as { version?: unknown }).version : one;
    if (typeof version === "string" || typeof version === "number")
      found[tool] = { text: String(version), line: lineOf(tool, text) };
  }
  return pick(found);
}

/** The first line that sets it; the parser of TOML gives no places. */
function lineOf(tool: string, text: string): number {
  const index = text.split("\n").findIndex((line) => /^[\s"']*(?:tools\.)?["']?(\w+)/.exec(line)?.[1] === tool);
  return Math.max(index, 0) + 1;
}

/** A file that is no TOML says nothing; mise itself complains about it. */
function tableOf(text: string, parse: ParseToml): { readonly tools?: unknown } | undefined {
  try {
    return parse(text) as { readonly tools?: unknown };
  } catch {
    return undefined;
  }
}

function pick({ elixir, erlang }: Readonly<Record<string, { text: string; line: number }>>): Found {
  return { ...(elixir === undefined ? {} : { elixir }), ...(erlang === undefined ? {} : { erlang }) };
}

/** "1.17.3-otp-27" and "v1.17.3" are exact; "1.17", "latest", "main", "ref:..." are not. */
export function toolVersions({ erlang, elixir }: BeamRequests): ToolVersions {
  const version = elixir?.text.replace(/^v/, "").replace(/-otp-\d+$/, "");
  return {
    elixirVersion: version !== undefined && parseVersion(version) !== undefined ? version : undefined,
    otpRelease: erlang === null ? otpOfElixir(elixir?.text ?? "") : otpMajor(erlang.text),
  };
}
