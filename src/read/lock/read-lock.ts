import { FatalDiagnostic, type DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Lock, LockEntry } from "../../model/lock.ts";
import type { SourceFile } from "../../model/source.ts";
import type { Cursor } from "./cursor.ts";
import { isPlainName, misshapen, refused, shown, type EntryContext } from "./fields.ts";
import { readGitEntry } from "./git-entry.ts";
import { readHexEntry, readPackageEntry } from "./hex-entry.ts";
import { readEntries } from "./read-term.ts";
import { describeTerm, type AtomTerm, type Term } from "./term.ts";
import { readUsualEntry } from "./usual-entry.ts";

/**
 * Reads mix.lock: every shape that Hex and Mix have written since 2012. Everything in it is taken for hostile.
 *
 * An entry that is not understood, or holds a value that cannot be legitimate, is reported (error) and left out; the others
 * are read. A key that comes twice is reported (warning), the last one counts. Throws FatalDiagnostic with the place of the
 * fault where the file is no literal, holds conflict markers or is not a map; an empty file is an empty lock.
 */
export function readLock(file: SourceFile, diagnostics: DiagnosticSink): Lock {
  const lock = new Map<string, LockEntry>();
  const keys = new Map<string, number>();
  const add = (app: string, at: number, entry: LockEntry | undefined): void => {
    const before = keys.get(app);
    if (before !== undefined) {
      reportDuplicate(file, app, at, before, diagnostics);
      // The order is that of the entries that count. One that is refused does not bring an earlier one back.
      lock.delete(app);
    }
    keys.set(app, at);
    if (entry !== undefined) lock.set(app, entry);
  };
  const takeUsual = (cursor: Cursor): boolean => {
    const at = cursor.at;
    const entry = readUsualEntry(cursor);
    if (entry !== undefined) add(entry.app, at, entry);
    return entry !== undefined;
  };
  const root = readEntries(file, takeUsual, (first, second) => {
    const [key, value] = first === undefined ? pairOf(second) : [first, second];
    if (key.kind === "atom") add(key.name, key.start, readEntry({ file, app: key.name }, key, value, diagnostics));
    else diagnostics.report("lock-key", file.place(key.start), { what: describeTerm(key) });
  });
  if (root !== undefined && !isEmptyFile(root)) {
    throw new FatalDiagnostic("lock-root", file.place(root.start), { what: describeTerm(root) });
  }
  return lock;
}

/** Before 2014 the root was a list of pairs. What is no pair counts as a key that is none. */
function pairOf(item: Term): readonly [Term, Term] {
  return item.kind === "tuple" && item.items.length === 2 ? (item.items as [Term, Term]) : [item, item];
}

/** An empty file is nil to Elixir, and no character long. */
function isEmptyFile(root: Term): boolean {
  return root.kind === "atom" && root.start === root.end;
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

function reportDuplicate(file: SourceFile, app: string, at: number, before: number, diagnostics: DiagnosticSink): void {
  const { line, column } = file.place(before);
  diagnostics.report("lock-duplicate", file.place(at), {
    app: shown(app),
    line: String(line),
    column: String(column),
  });
}
