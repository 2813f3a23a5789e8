import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { HexLockEntry, LockRequirement } from "../../model/lock.ts";
import {
  checksumField,
  isNil,
  misshapen,
  nameField,
  refused,
  repoField,
  shown,
  stringField,
  versionField,
  type EntryContext,
} from "./fields.ts";
import { eachPair } from "./keywords.ts";
import { describeTerm, type Term, type TupleTerm } from "./term.ts";

/**
 * Reads `{:hex, package, version, inner checksum, managers, requirements, repository, outer checksum}`, of which each Hex
 * wrote the first 3 (until 2016), 4, 6, 7 (2017) or 8 (since 0.20). A longer one comes from a newer Hex: Hex reads the
 * first eight as well. After hex lib/hex/utils.ex `lock/1`. Throws FatalDiagnostic where the entry is not understood or refused.
 */
export function readHexEntry(entry: EntryContext, tuple: TupleTerm, diagnostics: DiagnosticSink): HexLockEntry {
  const [, name, version, inner, managers, requires, repo, outer] = tuple.items;
  const read: HexLockEntry = {
    kind: "hex",
    app: entry.app,
    package: nameField(entry, name, tuple, "the package"),
    version: versionField(entry, version, tuple),
    innerChecksum: checksumField(entry, inner, "the inner checksum"),
    outerChecksum: checksumField(entry, outer, "the outer checksum"),
    managers: readManagers(entry, managers),
    requires: readRequirements(entry, requires),
    repo: repoField(entry, repo),
    place: entry.file.place(tuple.start),
  };
  const count = tuple.items.length;
  if (count > 8) diagnostics.report("lock-newer-hex", read.place, { app: entry.app, count: String(count) });
  return read;
}

/** `{:package, version}`: the whole entry in the first locks of Hex (until October 2014). */
export function readPackageEntry(entry: EntryContext, tuple: TupleTerm): HexLockEntry {
  return {
    kind: "hex",
    app: entry.app,
    package: entry.app,
    version: versionField(entry, tuple.items[1], tuple),
    innerChecksum: null,
    outerChecksum: null,
    managers: [],
    requires: [],
    repo: "hexpm",
    place: entry.file.place(tuple.start),
  };
}

function readManagers(entry: EntryContext, term: Term | undefined): string[] {
  if (term === undefined || isNil(term)) return [];
  if (term.kind !== "list") throw misshapen(entry, term, `the managers are ${describeTerm(term)}, not a list`);
  return term.items.map((manager) => nameField(entry, manager, manager, "a manager"));
}

function readRequirements(entry: EntryContext, term: Term | undefined): LockRequirement[] {
  if (term === undefined || isNil(term)) return [];
  if (term.kind !== "list") throw misshapen(entry, term, `the requirements are ${describeTerm(term)}, not a list`);
  return term.items.map((item) => readRequirement(entry, item));
}

/** `{app, "~> 1.0", [hex: package, repo: "hexpm", optional: false]}` */
function readRequirement(entry: EntryContext, term: Term): LockRequirement {
  if (term.kind !== "tuple" || term.items.length !== 3) {
    throw misshapen(entry, term, `a requirement is ${describeTerm(term)}, not a tuple of 3`);
  }
  const [name, requirement, options] = term.items as readonly [Term, Term, Term];
  const app = nameField(entry, name, name, "a required application");
  const read = {
    app,
    requirement: readVersionRequirement(entry, requirement),
    package: app,
    repo: "hexpm",
    optional: false,
  };
  eachPair(entry, options, "the options of a requirement", ({ name: key }, value) => {
    if (key === "hex") read.package = nameField(entry, value, value, "a required package");
    else if (key === "repo") read.repo = repoField(entry, value);
    else if (key === "optional") read.optional = readOptional(entry, value);
  });
  return read;
}

/** Not parsed: whatever satisfied Hex once is locked by its version anyway. */
function readVersionRequirement(entry: EntryContext, term: Term): string | null {
  if (isNil(term)) return null;
  const requirement = stringField(entry, term, term, "a required version");
  if (!/^[\x20-\x7e]*$/.test(requirement)) {
    throw refused(entry, term, `${JSON.stringify(shown(requirement))} is no requirement`);
  }
  return requirement;
}

function readOptional(entry: EntryContext, term: Term): boolean {
  if (isNil(term)) return false;
  if (term.kind === "atom" && (term.name === "true" || term.name === "false")) return term.name === "true";
  throw misshapen(entry, term, `optional: is ${describeTerm(term)}, not true or false`);
}
