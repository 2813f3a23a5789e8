import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { InspectedLibrary, Inspection } from "./inspect.ts";
import { type Reason, fails } from "./judge/reason.ts";
import { policies } from "./policies.ts";
import { BEAM_POLICY } from "./policy-names.ts";

/** How a policy is called in a sentence: Debian 12, or this BEAM (erts-13.1.5). */
export function policyTitle(name: string, { beam }: Pick<Inspection, "beam">): string {
  if (name !== BEAM_POLICY) return policies.find((policy) => policy.name === name)?.title ?? name;
  return beam?.erts == null ? "this BEAM" : `this BEAM (${beam.erts})`;
}

/**
 * What is wrong, as findings: why a library fails under a policy that decides, what is wrong with it everywhere, and
 * what could not be read.
 * @param deciding names of the policies that decide.
 */
export function inspectionDiagnostics(inspection: Inspection, deciding: readonly string[]): Diagnostic[] {
  return [
    ...inspection.unreadable.map(({ file, reason }) => diagnostic("library-unreadable", file, { reason })),
    ...inspection.libraries.flatMap((library) => ofLibrary(library, inspection, deciding)),
  ];
}

function ofLibrary(library: InspectedLibrary, inspection: Inspection, deciding: readonly string[]): Diagnostic[] {
  const failing = library.verdicts.filter((verdict) => deciding.includes(verdict.policy) && fails(verdict));
  return [
    ...failing.flatMap(({ policy, reasons }) =>
      reasons
        .filter(({ effect }) => effect !== "unknown")
        .map(({ code, args }) => diagnostic(code, library.file, { ...args, policy: policyTitle(policy, inspection) })),
    ),
    ...library.remarks.map(({ code, args }) => diagnostic(code, library.file, args)),
  ];
}

function diagnostic(code: Reason["code"], file: string, args: Readonly<Record<string, string>>): Diagnostic {
  return { code, place: { file, line: 1, column: 1 }, args };
}
