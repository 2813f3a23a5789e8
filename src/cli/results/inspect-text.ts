import { codes } from "../../diagnostics/codes.ts";
import { fill } from "../../diagnostics/finding.ts";
import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import { policyTitle } from "../../inspect/diagnostics.ts";
import type { InspectedLibrary, Inspection, ResolvedNeed } from "../../inspect/inspect.ts";
import { type Reason, type Verdict, fails, some } from "../../inspect/judge/reason.ts";
import type { AskedVersion, NifFacts } from "../../inspect/library.ts";
import { compareVersions } from "../../inspect/nif/nif-versions.ts";
import { isUnknown } from "../../model/unknown.ts";

/** What was found, for people: a paragraph for each library, its verdicts last. */
export function inspectText(inspection: Inspection, deciding: readonly string[], paint: Painter): string {
  return inspection.libraries.map((library) => paragraph(library, inspection, deciding, paint)).join("\n");
}

/** One line at the end: how many load where it counts. */
export function tally({ libraries }: Inspection, deciding: readonly string[]): string {
  const count = `${libraries.length} ${libraries.length === 1 ? "library" : "libraries"}`;
  const each = deciding.map((policy) => {
    const verdicts = libraries.flatMap(({ verdicts: all }) => all.filter((verdict) => verdict.policy === policy));
    const failing = verdicts.filter(fails).length;
    const unknown = verdicts.filter(({ outcome }) => outcome === "unknown").length;
    const words = [
      failing > 0 ? `${failing} of them fail${failing === 1 ? "s" : ""}` : unknown === 0 ? "all load" : "none fails",
      ...(unknown > 0 ? [`${unknown} cannot be told`] : []),
    ];
    return `${policy}: ${words.join(", ")}`;
  });
  return each.length === 0
    ? `${count}; no policy decides: choose with --policy, or name a --beam`
    : `${count}; ${each.join("; ")}`;
}

type Row = readonly [what: string, value: string];

function paragraph(
  inspected: InspectedLibrary,
  inspection: Inspection,
  deciding: readonly string[],
  paint: Painter,
): string {
  const { file, library, needed, verdicts } = inspected;
  const { runpath, rpath, nif } = library;
  const rows: Row[] = [
    ["built for", builtFor(inspected)],
    ...(needed.length === 0 ? [] : [["needs", needed.map(need).join(", ")] as Row]),
    ...askedFor(library.versions).map((text, index): Row => [index === 0 ? "asks for" : "", text]),
    ...(runpath.length === 0 ? [] : [["runpath", runpath.join(":")] as Row]),
    ...(rpath.length === 0 ? [] : [["rpath", rpath.join(":")] as Row]),
    ...nifRows(nif, inspected.module),
    ...(library.muslStd ? [["std", "Rust's of musl, linked to glibc"] as Row] : []),
  ];
  const lines = [
    paint.bold(printable(file)),
    ...rows.map(([what, value]) => `  ${paint.dim(what.padEnd(WIDTH))} ${printable(value)}`),
    ...verdicts.map((verdict) => verdictLine(verdict, deciding, paint)),
    ...changes(verdicts, inspection, deciding).map(
      (text) => `  ${paint.dim("to change".padEnd(WIDTH))} ${printable(text)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

const WIDTH = 12;

function builtFor({ library }: InspectedLibrary): string {
  const { builtFor: built, format, kind, size, stripped } = library;
  const order = built.byteOrder === "big" ? " big-endian" : "";
  const parts = [
    `${built.system} on ${built.machine} (${format}, ${built.bits} bit${order})`,
    ...(kind === "shared library" ? [] : [kind]),
    ...(built.libc === null ? [] : [built.libc]),
    ...(built.minimum === null ? [] : [`${built.minimum} or later`]),
    `${size.toLocaleString("en")} bytes`,
    ...(stripped === null ? [] : [stripped ? "stripped" : "not stripped"]),
  ];
  return parts.join(", ");
}

function need({ name, how }: ResolvedNeed): string {
  return how === "loaded by the BEAM" || how === "not looked for" ? name : `${name} (${how})`;
}

/** The highest version of each family, with the symbols that ask for it. */
function askedFor(versions: readonly AskedVersion[]): string[] {
  const highest = new Map<string, AskedVersion>();
  for (const asked of versions) {
    const family = asked.family ?? asked.name;
    const known = highest.get(family);
    if (known === undefined || compareVersions(asked.version ?? "0", known.version ?? "0") > 0)
      highest.set(family, asked);
  }
  return [...highest.values()].map(({ name, symbols, weak }) => {
    const by = symbols.length === 0 ? "" : ` (${some(symbols, 3)})`;
    return `${name}${by}${weak ? ", weakly" : ""}`;
  });
}

function nifRows(nif: NifFacts, module: string | null): Row[] {
  if (nif.inits.length === 0 && nif.enif.length === 0) return [];
  const name = isUnknown(nif.module) ? (module ?? (nif.modulesNamed.join(" or ") || "module not known")) : nif.module;
  const version = isUnknown(nif.version)
    ? nif.needsVersion === null
      ? "NIF version not known"
      : `NIF ${nif.needsVersion} at least`
    : `NIF ${nif.version}`;
  const functions = isUnknown(nif.functions)
    ? `not known: ${nif.functions.unknown}`
    : some(
        nif.functions.map(
          ({ name: f, arity, scheduler }) => `${f}/${arity}${scheduler === "usual" ? "" : ` (${scheduler})`}`,
        ),
        12,
      );
  return [
    ["NIFs of", `${name}, ${version}, ${nif.inits.join(", ") || "no nif_init"}`],
    ["functions", functions || "none"],
  ];
}

function verdictLine(verdict: Verdict, deciding: readonly string[], paint: Painter): string {
  const { policy, outcome, reasons } = verdict;
  const why = reasons.length === 0 ? "" : `: ${reasons.map(({ brief }) => brief).join("; ")}`;
  const text = printable(`${outcome === "does not load" ? "does not" : outcome}${why}`);
  const colour = outcome === "loads" ? paint.green : fails(verdict) ? paint.red : paint.yellow;
  const name = policy.padEnd(WIDTH);
  return `  ${deciding.includes(policy) ? paint.bold(name) : paint.dim(name)} ${colour(text)}`;
}

/** What to do about what no finding speaks of, since its policy does not decide. Of each kind once. */
function changes(verdicts: readonly Verdict[], inspection: Inspection, deciding: readonly string[]): string[] {
  const said = new Set<Reason["code"]>(
    verdicts
      .filter(({ policy }) => deciding.includes(policy))
      .flatMap(({ reasons }) => reasons.map(({ code }) => code)),
  );
  // A library for one system is not expected to load on another.
  said.add("library-other-machine");
  const texts = new Map<Reason["code"], string>();
  for (const { policy, reasons } of verdicts) {
    for (const { code, args } of reasons) {
      if (said.has(code) || texts.has(code)) continue;
      texts.set(code, fill(codes[code].help, { ...args, policy: policyTitle(policy, inspection) }));
    }
  }
  return [...texts.values()];
}
