import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { DirectoryEntry } from "../../ports/file-system.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";

/** Folders that hold nothing a crate is made of, or that git does not keep; whoever copies a crate's folder leaves them out. */
export const ignoredFolders: ReadonlySet<string> = new Set(["target", ".git", "node_modules"]);

/** A file name in Rust source, as a string literal or below the folder of the manifest, with what it is relative to. */
interface Form {
  readonly pattern: RegExp;
  readonly relativeTo: "file" | "manifest";
}

const literal = String.raw`r?#*"([^"\n]+)"#*`;

/** The ways in which Rust source names a file that the compiler reads. One entry for each; group 1 is the path. */
const forms: readonly Form[] = [
  { pattern: new RegExp(String.raw`\binclude(?:_str|_bytes)?!\s*[([{]\s*${literal}`, "g"), relativeTo: "file" },
  { pattern: new RegExp(String.raw`#!?\[path\s*=\s*${literal}\s*\]`, "g"), relativeTo: "file" },
  {
    pattern: new RegExp(String.raw`\bconcat!\s*[([{]\s*env!\s*\(\s*"CARGO_MANIFEST_DIR"\s*\)\s*,\s*${literal}`, "g"),
    relativeTo: "manifest",
  },
  // The include_dir crate, https://docs.rs/include_dir
  { pattern: /\binclude_dir!\s*\(\s*"\$CARGO_MANIFEST_DIR\/([^"\n]+)"/g, relativeTo: "manifest" },
  // The rust-embed crate, https://docs.rs/rust-embed
  { pattern: /#\[folder\s*=\s*"([^"\n$]+)"\s*\]/g, relativeTo: "manifest" },
];

/** In a build script every string may name a file, relative to the package. */
const anyString: Form = { pattern: /"([^"\n\\{}]+)"/g, relativeTo: "manifest" };

const worthALook = /include|path|CARGO_MANIFEST_DIR|folder/;

/**
 * Files and folders that the Rust sources of a package name and that exist: absolute, whether inside its folder or not.
 * Macro calls in comments count too: a file too many does no harm. What lies outside of the limit is reported.
 */
export function namedFiles(
  context: CargoContext,
  manifest: Manifest,
  from: readonly string[],
  script: string | undefined,
): readonly string[] {
  const found = new Set<string>();
  const scanned = new Set<string>();
  const note = (path: string, source: SourceFile, at: number, certain: boolean): void => {
    if (isInside(path, manifest.folder) || found.has(path)) return;
    if (context.fs.exists(path)) {
      found.add(path);
      if (path.endsWith(".rs")) scan(path);
    } else if (certain && !isInside(context.limit, path)) {
      const args = { path: shown(context, path), limit: shown(context, context.limit) };
      context.diagnostics.report("included-file-outside", source.place(at), args);
    }
  };
  const scan = (path: string): void => {
    if (scanned.has(path)) return;
    scanned.add(path);
    const text = context.fs.readText(path);
    if (text === undefined) return;
    const isScript = path === script;
    if (!isScript && !worthALook.test(text)) return;
    const source = new SourceFile(shown(context, path), text);
    for (const form of isScript ? [...forms, anyString] : forms) {
      for (const match of text.matchAll(form.pattern)) {
        const name = match[1] as string;
        const base = form.relativeTo === "file" ? parentPath(path) : manifest.folder;
        if (form.relativeTo === "file" && name.startsWith("/")) continue;
        if (form === anyString && !/^[\w.][\w./@+-]*$/.test(name)) continue;
        note(joinPath(base, name), source, match.index, form !== anyString);
      }
    }
  };
  for (const path of from) forEachRustFile(context, path, scan);
  if (script !== undefined) scan(script);
  return [...found];
}

/** Walks a file or folder, links followed once; other packages in it are left to themselves. */
export function forEachRustFile(context: CargoContext, path: string, visit: (file: string) => void): void {
  const { fs } = context;
  const seen = new Set([fs.realPath(path)]);
  const walk = (folder: string, entries: readonly DirectoryEntry[]): void => {
    for (const { name, directory, link } of entries) {
      if (ignoredFolders.has(name)) continue;
      const child = joinPath(folder, name);
      if (directory) {
        if (link !== false && seen.size === seen.add(fs.realPath(child)).size) continue;
        const inside = fs.list(child);
        if (!inside.some((entry) => entry.name === "Cargo.toml")) walk(child, inside);
      } else if (name.endsWith(".rs")) visit(child);
    }
  };
  if (path.endsWith(".rs") && !fs.isDirectory(path)) visit(path);
  else walk(path, fs.list(path));
}
