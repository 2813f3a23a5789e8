import type { Finding } from "../../diagnostics/finding.ts";
import type { InspectedLibrary, Inspection } from "../../inspect/inspect.ts";
import type { Reason } from "../../inspect/judge/reason.ts";
import { policies } from "../../inspect/policies.ts";

/**
 * What `inspect --format json` prints: schema version 1, docs/inspect.schema.json. A value that cannot be told from the file
 * is {"unknown": "why"}. Additions keep the version; anything else raises it.
 * @param deciding names of the policies that decide the exit code.
 */
export function inspectDocument(
  inspection: Inspection,
  deciding: readonly string[],
  findings: readonly Finding[],
): unknown {
  const { beam } = inspection;
  return {
    schemaVersion: 1,
    beam: beam && {
      path: beam.path,
      erts: beam.erts,
      machine: beam.machine,
      libc: beam.libc,
      nifVersion: beam.nifVersion ?? null,
    },
    policies: policies.map(({ name, title, source }) => ({ name, title, source })),
    deciding,
    libraries: inspection.libraries.map(libraryDocument),
    diagnostics: findings,
  };
}

function libraryDocument({ file, library, needed, module, compilers, verdicts, remarks }: InspectedLibrary): unknown {
  const { imports: _imports, nif, needed: _needed, versions, muslStd, ...own } = library;
  return {
    file,
    ...own,
    needed,
    versions,
    muslStd,
    nif,
    loadedBy: module,
    compilers,
    verdicts: verdicts.map(({ policy, outcome, reasons }) => ({ policy, outcome, reasons: reasons.map(reason) })),
    remarks: remarks.map(reason),
  };
}

function reason({ code, brief, effect }: Reason): unknown {
  return { code, brief, effect };
}
