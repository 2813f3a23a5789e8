import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { readGitAddress } from "../../model/git-address.ts";
import type { GitLockEntry } from "../../model/lock.ts";
import { isNil, misshapen, refused, shown, stringField, type EntryContext } from "./fields.ts";
import { eachPair } from "./keywords.ts";
import { describeTerm, type Term, type TupleTerm } from "./term.ts";

type GitOptions = GitLockEntry["options"];

/** How each option is read: what Mix.SCM.Git puts into a lock (`get_lock_opts/1` in elixir's lib/mix/lib/mix/scm/git.ex). */
const optionReaders: { readonly [Name in keyof GitOptions]-?: (entry: EntryContext, term: Term) => GitOptions[Name] } =
  {
    branch: (entry, term) => readRevision(entry, term, "the branch"),
    tag: (entry, term) => readRevision(entry, term, "the tag"),
    ref: (entry, term) => readRevision(entry, term, "the ref"),
    submodules: readBoolean,
    sparse: (entry, term) => readFolder(entry, term, "sparse:"),
    subdir: (entry, term) => readFolder(entry, term, "subdir:"),
    depth: readDepth,
  };

/**
 * Reads `{:git, url, revision, options}`. Throws FatalDiagnostic where the entry is not understood or refused:
 * a URL goes to git, which runs programs for some of them.
 */
export function readGitEntry(entry: EntryContext, tuple: TupleTerm, diagnostics: DiagnosticSink): GitLockEntry {
  if (tuple.items.length !== 4) throw misshapen(entry, tuple, `it is a git tuple of ${tuple.items.length}, not of 4`);
  const [, urlTerm, revTerm, optionsTerm] = tuple.items as readonly [Term, Term, Term, Term];
  const url = stringField(entry, urlTerm, urlTerm, "the URL");
  const address = readGitAddress(url);
  if ("problem" in address) {
    throw refused(entry, urlTerm, `the URL ${JSON.stringify(shown(url))} ${address.problem}`);
  }
  const rev = stringField(entry, revTerm, revTerm, "the revision");
  if (!/^(?:[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$/.test(rev)) {
    throw refused(entry, revTerm, `the revision ${JSON.stringify(shown(rev))} is no full commit id`);
  }
  const options = readOptions(entry, optionsTerm, diagnostics);
  const place = entry.file.place(tuple.start);
  return { kind: "git", app: entry.app, url, rev: rev.toLowerCase(), options, place };
}

function readOptions(entry: EntryContext, term: Term, diagnostics: DiagnosticSink): GitOptions {
  const options: Record<string, unknown> = {};
  eachPair(entry, term, "the git options", ({ name, start }, value) => {
    const read = Object.hasOwn(optionReaders, name) ? optionReaders[name as keyof GitOptions] : undefined;
    if (read === undefined) {
      diagnostics.report("lock-git-option", entry.file.place(start), { app: entry.app, option: shown(name) });
    } else if (!isNil(value)) {
      options[name] = read(entry, value);
    }
  });
  return options as GitOptions;
}

/** A string, or an atom: old Mix took `branch: :develop`. Git must not take it for a switch. */
function readRevision(entry: EntryContext, term: Term, what: string): string {
  const name = term.kind === "atom" ? term.name : stringField(entry, term, term, what);
  if (name === "" || name.startsWith("-") || hasControls(name)) {
    throw refused(entry, term, `${what} ${JSON.stringify(shown(name))} cannot be one`);
  }
  return name;
}

/** A folder inside the repository. Mix joins it to the checkout, where a slash in front has no meaning. */
function readFolder(entry: EntryContext, term: Term, what: string): string {
  const folder = stringField(entry, term, term, what).replace(/^\/+/, "");
  if (folder === "" || hasControls(folder) || folder.split(/[/\\]/).includes("..")) {
    throw refused(entry, term, `${what} ${JSON.stringify(shown(folder))} is no folder inside the repository`);
  }
  return folder;
}

function readBoolean(entry: EntryContext, term: Term): boolean {
  if (term.kind === "atom" && (term.name === "true" || term.name === "false")) return term.name === "true";
  throw misshapen(entry, term, `submodules: is ${describeTerm(term)}, not true or false`);
}

function readDepth(entry: EntryContext, term: Term): number {
  if (term.kind !== "integer") throw misshapen(entry, term, `depth: is ${describeTerm(term)}, not an integer`);
  if (term.value <= 0n || term.value > 0x7fffffffn) throw refused(entry, term, "depth: is not a positive number");
  return Number(term.value);
}

function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\x00-\x1f\x7f]/.test(text);
}
