import { FatalDiagnostic, type DiagnosticSink } from "../../model/diagnostic.ts";
import type { Lock, LockEntry } from "../../model/lock.ts";
import type { SourceFile } from "../../model/source.ts";
import { isPlainName, misshapen, refused, shown, type EntryContext } from "./fields.ts";
import { readGitEntry } from "./git-entry.ts";
import { readHexEntry, readPackageEntry } from "./hex-entry.ts";
import { describeTerm, type AtomTerm, type Term } from "./term.ts";
import { readTerm } from "./terms.ts";

/**
 * Reads mix.lock: every shape that Hex and Mix have written since 2012. Everything in it is taken for hostile.
 *
 * An entry that is not understood, or holds a value that cannot be legitimate, is reported (error) and left out; the others
 * are read. A key that comes twice is reported (warning), the last one counts. Throws FatalDiagnostic with the place of the
 * fault where the file is no literal, holds conflict markers or is not a map; an empty file is an empty lock.
 */
export function readLock(file: SourceFile, diagnostics: DiagnosticSink): Lock {
  const lock = new Map<string, LockEntry>();
  const keys = new Map<string, AtomTerm>();
  for (const { key, value } of rootEntries(file, readTerm(file))) {
    if (key?.kind !== "atom") {
      diagnostics.report("lock-key", file.place((key ?? value).start), { what: describeTerm(key ?? value) });
      continue;
    }
    const before = keys.get(key.name);
    if (before !== undefined) reportDuplicate(file, key, before, diagnostics);
    keys.set(key.name, key);
    // The order is that of the entries that count. One that is refused does not bring an earlier one back.
    lock.delete(key.name);
    const entry = readEntry({ file, app: key.name }, key, value, diagnostics);
    if (entry !== undefined) lock.set(key.name, entry);
  }
  return lock;
}

/** The root: a map; before 2014 a list of pairs; an empty file is nil. */
function rootEntries(file: SourceFile, root: Term): readonly { readonly key?: Term; readonly value: Term }[] {
  if (root.kind === "map") return root.entries;
  if (root.kind === "list") {
    return root.items.map((item) => {
      const [key, value] = item.kind === "tuple" && item.items.length === 2 ? item.items : [];
      return key === undefined || value === undefined ? { value: item } : { key, value };
    });
  }
  if (root.kind === "atom" && root.start === root.end) return [];
  throw new FatalDiagnostic("lock-root", file.place(root.start), { what: describeTerm(root) });
}

function readEntry(
  entry: EntryContext,
  key: AtomTerm,
  value: Term,
  diagnostics: DiagnosticSink,
): LockEntry | undefined {
  try {
    if (!isPlainName(key.name)) throw refused(entry, key, "the name cannot be that of an application");
    return dispatch(entry, value, diagnostics);
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
    const { code, place, args } = error.diagnostic;
    diagnostics.report(code, place, args);
    return undefined;
  }
}

function dispatch(entry: EntryContext, value: Term, diagnostics: DiagnosticSink): LockEntry {
  if (value.kind !== "tuple") throw misshapen(entry, value, `it is ${describeTerm(value)}, not a tuple`);
  const [first] = value.items;
  const kind = first?.kind === "atom" ? first.name : undefined;
  const count = value.items.length;
  if (kind === "hex" && count >= 3) return readHexEntry(entry, value, diagnostics);
  if (kind === "git") return readGitEntry(entry, value, diagnostics);
  if (kind === "package" && count === 2) return readPackageEntry(entry, value);
  throw misshapen(
    entry,
    value,
    kind === undefined ? `it is ${describeTerm(value)}` : `it is a :${shown(kind)} tuple of ${count}`,
  );
}

function reportDuplicate(file: SourceFile, key: AtomTerm, before: AtomTerm, diagnostics: DiagnosticSink): void {
  const { line, column } = file.place(before.start);
  diagnostics.report("lock-duplicate", file.place(key.start), {
    app: shown(key.name),
    line: String(line),
    column: String(column),
  });
}
