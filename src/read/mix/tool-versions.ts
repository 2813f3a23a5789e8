import { parseVersion } from "../../elixir/version/version.ts";
import { joinPath, parentPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** Versions that the project asks version managers for; undefined where it does not say, or not exactly. */
export interface ToolVersions {
  /** "1.17.3": what System.version() will answer. */
  readonly elixirVersion: string | undefined;
  /** "27": what System.otp_release() will answer. */
  readonly otpRelease: string | undefined;
}

interface Requests {
  readonly elixir?: string;
  readonly erlang?: string;
}

type ParseToml = (text: string) => unknown;

/**
 * Looks from `folder` up to `top` (both absolute); the nearest file that names a tool decides on it. Files of mise
 * (https://mise.jdx.dev/configuration.html) and of asdf, and the one-line files that asdf reads of other managers.
 * @param loadToml called where there is a TOML file to read.
 */
export async function readToolVersions(
  folder: string,
  top: string,
  fs: Pick<ReadFileSystem, "readText">,
  loadToml: () => Promise<ParseToml>,
): Promise<ToolVersions> {
  let requests: Requests = {};
  for (let at = folder; ; at = parentPath(at)) {
    requests = { ...(await requestsIn(at, fs, loadToml)), ...requests };
    if (at === top || at === "/") break;
  }
  return { elixirVersion: elixirVersion(requests.elixir), otpRelease: otpRelease(requests) };
}

/** In one folder mise's files come before .tool-versions, local ones before shared ones. */
async function requestsIn(
  folder: string,
  fs: Pick<ReadFileSystem, "readText">,
  loadToml: () => Promise<ParseToml>,
): Promise<Requests> {
  let requests: Requests = {};
  for (const [name, read] of FILES) {
    const text = fs.readText(joinPath(folder, name));
    if (text === undefined) continue;
    const found = read === "toml" ? fromToml(text, await loadToml()) : read(text);
    requests = { ...found, ...requests };
  }
  return requests;
}

const FILES: readonly (readonly [string, "toml" | ((text: string) => Requests)])[] = [
  ["mise.local.toml", "toml"],
  [".mise.local.toml", "toml"],
  ["mise.toml", "toml"],
  [".mise.toml", "toml"],
  ["mise/config.toml", "toml"],
  [".mise/config.toml", "toml"],
  [".config/mise.toml", "toml"],
  [".config/mise/config.toml", "toml"],
  [".tool-versions", fromToolVersions],
  [".elixir-version", (text) => ({ elixir: text.trim() })],
  [".exenv-version", (text) => ({ elixir: text.trim() })],
  [".erlang-version", (text) => ({ erlang: text.trim() })],
  [".otp-version", (text) => ({ erlang: text.trim() })],
];

function fromToolVersions(text: string): Requests {
  const requests: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [tool, version] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (tool !== undefined && version !== undefined) requests[tool] ??= version;
  }
  return pick(requests);
}

function fromToml(text: string, parse: ParseToml): Requests {
  const tools = tableOf(text, parse)?.tools;
  if (typeof tools !== "object" || tools === null) return {};
  const requests: Record<string, string> = {};
  for (const [tool, asked] of Object.entries(tools)) {
    const one: unknown = Array.isArray(asked) ? asked[0] : asked;
    const version = typeof one === "object" && one !== null ? (one as { version?: unknown }).version : one;
    if (typeof version === "string" || typeof version === "number") requests[tool] = String(version);
  }
  return pick(requests);
}

/** A file that is no TOML says nothing; mise itself complains about it. */
function tableOf(text: string, parse: ParseToml): { readonly tools?: unknown } | undefined {
  try {
    return parse(text) as { readonly tools?: unknown };
  } catch {
    return undefined;
  }
}

function pick(requests: Readonly<Record<string, string>>): Requests {
  const { elixir, erlang } = requests;
  return { ...(elixir === undefined ? {} : { elixir }), ...(erlang === undefined ? {} : { erlang }) };
}

/** "1.17.3-otp-27" and "v1.17.3" are exact; "1.17", "latest", "main", "ref:..." are not. */
function elixirVersion(request: string | undefined): string | undefined {
  const version = request?.replace(/^v/, "").replace(/-otp-\d+$/, "");
  return version !== undefined && parseVersion(version) !== undefined ? version : undefined;
}

function otpRelease({ elixir, erlang }: Requests): string | undefined {
  return (
    /^(\d+)(\.|$)/.exec(erlang ?? "")?.[1] ?? (erlang === undefined ? /-otp-(\d+)$/.exec(elixir ?? "")?.[1] : undefined)
  );
}
