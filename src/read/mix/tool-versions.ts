import { parseVersion } from "../../elixir/version/version.ts";
import { type BeamRequest, type BeamRequests, otpMajor, otpOfElixir } from "../../model/beam.ts";
import { foldersAbove, joinPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { ParseToml } from "../cargo/toml.ts";
import { type Named, toolFiles } from "./tool-files.ts";

/** What System.version() and System.otp_release() answer; undefined where that is not known. */
export interface ToolVersions {
  /** "1.17.3" */
  readonly elixirVersion: string | undefined;
  /** "27" */
  readonly otpRelease: string | undefined;
}

/**
 * Looks from `folder` up to `top` (both absolute); the nearest file that names a tool decides on it. Files of mise and
 * asdf, and the one-line files that asdf reads of other managers.
 * @param loadToml called where there is a TOML file to read.
 */
export async function readBeamRequests(
  folder: string,
  top: string,
  fs: Pick<ReadFileSystem, "readText">,
  loadToml: () => Promise<ParseToml>,
): Promise<BeamRequests> {
  let requests: Readonly<Record<string, BeamRequest>> = {};
  for (const at of foldersAbove(folder, top)) {
    for (const [name, read] of FILES) {
      const path = joinPath(at, name);
      const text = fs.readText(path);
      if (text === undefined) continue;
      requests = { ...placed(await read(text, loadToml), relativePath(folder, path)), ...requests };
    }
  }
  return { erlang: requests["erlang"] ?? null, elixir: requests["elixir"] ?? null };
}

function placed(found: Named, file: string): Readonly<Record<string, BeamRequest>> {
  return Object.fromEntries(
    Object.entries(found).map(([tool, { text, line }]) => [tool, { text, place: { file, line, column: 1 } }]),
  );
}

const FILES: typeof toolFiles = [
  ...toolFiles,
  [".elixir-version", (text) => onlyLine("elixir", text)],
  [".exenv-version", (text) => onlyLine("elixir", text)],
  [".erlang-version", (text) => onlyLine("erlang", text)],
  [".otp-version", (text) => onlyLine("erlang", text)],
];

function onlyLine(tool: "elixir" | "erlang", text: string): Named {
  const version = text.trim();
  return version === "" ? {} : { [tool]: { text: version, line: 1 } };
}

/** "1.17.3-otp-27" and "v1.17.3" are exact; "1.17", "latest", "main", "ref:..." are not. */
export function toolVersions({ erlang, elixir }: BeamRequests): ToolVersions {
  const version = elixir?.text.replace(/^v/, "").replace(/-otp-\d+$/, "");
  return {
    elixirVersion: version !== undefined && parseVersion(version) !== undefined ? version : undefined,
    otpRelease: erlang === null ? otpOfElixir(elixir?.text ?? "") : otpMajor(erlang.text),
  };
}
