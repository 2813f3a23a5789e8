import { joinPath, relativePath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import { type TableEdit, editSettings } from "../settings/edit-settings.ts";
import { nixFile } from "./nix-file.ts";
import { type Known, nixPieces } from "./nix-pieces.ts";
import type { Piece, PieceName } from "./piece.ts";

/** What a repository has of set-ups by hand. */
export interface Migration {
  readonly files: readonly string[];
  readonly pieces: readonly Piece[];
  /** Lines for nif2nix.toml; empty where there are none. */
  readonly settings: string;
  /** Files of Nix that were not looked at: one clause each. */
  readonly unread: readonly string[];
}

const maxFiles = 2_000;
const maxFolders = 20_000;
const maxLength = 1 << 20;

/** What any repository may have; without anything of Elixir beside it nif2nix has nothing for it. */
const ofAnybody: ReadonlySet<PieceName> = new Set(["crate", "crate-file", "node-packages", "node-file", "target"]);

const left = new Set([".git", "_build", "deps", "node_modules", "target", "result", ".direnv", ".elixir_ls"]);

/**
 * Reads the files of Nix in a folder. Nothing of them is evaluated.
 * @param limit absolute: the repository.
 * @param project what is known of it; null where it cannot be read.
 */
export function migrationOf(fs: ReadFileSystem, folder: string, limit: string, project: Project | null): Migration {
  const unread: string[] = [];
  const files: string[] = [];
  const pieces: Piece[] = [...(project === null ? [] : projectPieces(project))];
  const known = knownOf(project);
  for (const path of nixFiles(fs, limit, unread)) {
    const shown = relativePath(folder, path);
    const text = textOf(fs, path);
    if (text === undefined || text.length > maxLength) {
      unread.push(`${shown}: ${text === undefined ? "it cannot be read" : "it is longer than a MiB"}`);
      continue;
    }
    // Our own, and what they were made once with.
    if (/^#[^\n]*\bnif2nix\b/.test(text)) continue;
    files.push(shown);
    pieces.push(...nixPieces(nixFile(shown, text), known));
  }
  const isElixir = fs.exists(joinPath(folder, "mix.exs")) || pieces.some(({ kind }) => !ofAnybody.has(kind));
  const kept = isElixir ? pieces : [];
  return { files, pieces: kept, settings: editSettings("", joined(kept.flatMap((each) => each.settings))), unread };
}

/** Lists for one key of one table as one; of two values of another kind the first. */
function joined(edits: readonly TableEdit[]): readonly TableEdit[] {
  const tables = new Map<string, { readonly table: readonly string[]; readonly values: Record<string, string> }>();
  for (const { table, values } of edits) {
    const name = JSON.stringify(table);
    const known = tables.get(name)?.values ?? {};
    for (const [key, value] of Object.entries(values)) {
      const before = Object.hasOwn(known, key) ? known[key] : undefined;
      const lists = [before ?? "[]", value].filter((each) => each.startsWith("["));
      const all = lists.flatMap((each) => JSON.parse(each) as readonly string[]);
      known[key] = lists.length === 2 ? JSON.stringify([...new Set(all)]) : (before ?? value);
    }
    tables.set(name, { table, values: known });
  }
  return [...tables.values()];
}

function textOf(fs: ReadFileSystem, path: string): string | undefined {
  try {
    return fs.readText(path);
  } catch {
    return undefined;
  }
}

function entriesOf(
  fs: ReadFileSystem,
  folder: string,
  limit: string,
  unread: string[],
): ReturnType<ReadFileSystem["list"]> {
  try {
    return fs.list(folder);
  } catch {
    unread.push(`${relativePath(limit, folder)}: the folder cannot be read`);
    return [];
  }
}

function* nixFiles(fs: ReadFileSystem, limit: string, unread: string[]): Generator<string> {
  let files = 0;
  const folders = [limit];
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at] as string;
    for (const { name, directory, link } of entriesOf(fs, folder, limit, unread)) {
      if (left.has(name) || link === true) continue;
      const path = joinPath(folder, name);
      if (directory && folders.length < maxFolders) folders.push(path);
      else if (directory) unread.push(`${relativePath(limit, path)}: there are more than ${maxFolders} folders`);
      if (directory || !name.endsWith(".nix")) continue;
      if (files++ < maxFiles) yield path;
      else if (files === maxFiles + 1) unread.push(`there are more than ${maxFiles} files`);
    }
  }
}

function knownOf(project: Project | null): Known {
  const crates = (project?.crates ?? []).map((crate) => [crate.packageName, joinPath(crate.manifest, "..")] as const);
  return {
    crates: Object.fromEntries(crates),
    switches: [...new Set((project?.nifs ?? []).flatMap((nif) => nif.variables))],
  };
}

/** What the Elixir side has of it. */
function projectPieces({ nifs }: Project): readonly Piece[] {
  const seen = new Set<string>();
  return nifs.flatMap(({ file, line, column, variables, configured, skipCompilation }): readonly Piece[] => {
    const none = { settings: [], byHand: [] };
    const switches = variables.map((what): Piece => ({ kind: "switch", place: { file, line, column }, what, ...none }));
    const skips = configured?.options.includes("skip_compilation?") === true || knownOr(skipCompilation, false);
    const place = configured?.place;
    const key = `${place?.file}:${place?.line}`;
    if (!skips || place === undefined || seen.has(key)) return switches;
    seen.add(key);
    return [...switches, { kind: "skip-compilation", place, what: "skip_compilation?", ...none }];
  });
}
