import { joinPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { readTerm } from "../lock/read-term.ts";
import type { SourceTree } from "../sources/source-tree.ts";

const SHA256 = /^sha256:[0-9a-f]{64}$/;

/**
 * The checksum file that a package ships for a module of RustlerPrecompiled, `checksum-Elixir.<Module>.exs`.
 * Undefined where there is none.
 */
export function readChecksums(tree: SourceTree, module: string): Readonly<Record<string, string>> | undefined {
  return readChecksumFile(tree, `checksum-Elixir.${module}.exs`);
}

/**
 * A checksum file in the form that RustlerPrecompiled and elixir_make share: SHA-256 in lower-case hex by artifact name.
 * Undefined where there is none, or one that is no literal map. Entries of another algorithm, or with a name that
 * leads to another folder, are left out.
 */
export function readChecksumFile(tree: SourceTree, name: string): Readonly<Record<string, string>> | undefined {
  const text = tree.fs.readText(joinPath(tree.folder, name));
  if (text === undefined) return undefined;
  const entries: [string, string][] = [];
  try {
    const term = readTerm(new SourceFile(name, text));
    if (term.kind !== "map") return undefined;
    for (const { key, value } of term.entries) {
      if (key.kind !== "string" || value.kind !== "string") continue;
      if (/^[\w.+-]+$/.test(key.value) && SHA256.test(value.value)) entries.push([key.value, value.value.slice(7)]);
    }
  } catch {
    return undefined;
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
