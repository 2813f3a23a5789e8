import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { parseVersion } from "../../elixir/version/version.ts";
import type { SourceFile, Span } from "../../model/source.ts";
import { describeTerm, type Term } from "./term.ts";

/** The entry that is being read: whose, and where it stands. */
export interface EntryContext {
  readonly file: SourceFile;
  readonly app: string;
}

/** Text of a lock as it may be put into a message: on one line, nothing that moves the cursor, not endless. */
export function shown(text: string): string {
  const safe = text.replace(
    /[^\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16).toUpperCase()}}`,
  );
  return safe.length > 80 ? `${safe.slice(0, 77)}...` : safe;
}

/** A shape that no known Hex or Mix writes; ends the reading of this entry. */
export function misshapen(entry: EntryContext, at: Span, problem: string): FatalDiagnostic {
  return new FatalDiagnostic("lock-entry-shape", entry.file.place(at.start), { app: shown(entry.app), problem });
}

/** A value of the right kind that cannot be legitimate; ends the reading of this entry. */
export function refused(entry: EntryContext, at: Span, problem: string): FatalDiagnostic {
  return new FatalDiagnostic("lock-entry-refused", entry.file.place(at.start), { app: shown(entry.app), problem });
}

export function isNil(term: Term | undefined): boolean {
  return term === undefined || (term.kind === "atom" && term.name === "nil");
}

export function stringField(entry: EntryContext, term: Term | undefined, at: Span, what: string): string {
  if (term?.kind === "string") return term.value;
  const is = term === undefined ? "missing" : describeTerm(term);
  throw misshapen(entry, term ?? at, `${what} is ${is}, not a string`);
}

/** An atom's name or a string: Hex has written names both ways. */
export function nameField(entry: EntryContext, term: Term | undefined, at: Span, what: string): string {
  if (term !== undefined && !isNil(term) && (term.kind === "atom" || term.kind === "string")) {
    const name = term.kind === "atom" ? term.name : term.value;
    if (!isPlainName(name)) throw refused(entry, term, `${what} ${JSON.stringify(shown(name))} cannot be a name`);
    return name;
  }
  throw misshapen(entry, term ?? at, `${what} is ${term === undefined ? "missing" : describeTerm(term)}, not a name`);
}

/**
 * Names of applications and packages become names of files, folders and attributes: letters, digits, `_`, `-`, `@`
 * and single dots. Hex itself allows less for packages, self-hosted repositories may allow more.
 */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_](?:\.?[A-Za-z0-9_@-])*$/.test(name) && name.length <= 255;
}

/** "hexpm", "hexpm:organization" or the name of a self-hosted repository. */
export function repoField(entry: EntryContext, term: Term | undefined): string {
  if (term === undefined || isNil(term)) return "hexpm";
  const repo = stringField(entry, term, term, "the repository");
  if (repo === "hexpm") return repo;
  if (!repo.split(":").every(isPlainName) || repo.split(":").length > 2) {
    throw refused(entry, term, `${JSON.stringify(shown(repo))} cannot be the name of a repository`);
  }
  return repo;
}

export function versionField(entry: EntryContext, term: Term | undefined, at: Span): string {
  const version = stringField(entry, term, at, "the version");
  if (version.length > 255 || parseVersion(version) === undefined) {
    throw refused(entry, term ?? at, `${JSON.stringify(shown(version))} is no version`);
  }
  return version;
}

/** A SHA-256 in hex digits, lower-case; the first locks with checksums had capitals. Null where the lock has none. */
export function checksumField(entry: EntryContext, term: Term | undefined, what: string): string | null {
  if (term === undefined || isNil(term)) return null;
  const checksum = stringField(entry, term, term, what);
  if (!/^[0-9A-Fa-f]{64}$/.test(checksum)) throw refused(entry, term, `${what} is not 64 hexadecimal digits`);
  return checksum.toLowerCase();
}
