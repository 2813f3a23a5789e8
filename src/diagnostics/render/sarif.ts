import type { Place } from "../../model/source.ts";
import type { Code } from "../code-entry.ts";
import { codes } from "../codes.ts";
import type { Severity } from "../diagnostic.ts";
import type { Finding, NamedPlace } from "../finding.ts";
import { jsonText } from "./json.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/** The name that consumers of SARIF know for the root of the sources (2.1.0, section 3.14.14). */
const SOURCE_ROOT = "%SRCROOT%";

/**
 * Findings as a SARIF 2.1.0 log (OASIS standard), one run, one rule for each code that occurs.
 * @param findings with paths relative to the repository's root, or absolute.
 * @param version of nif2nix, for the tool's entry.
 */
export function renderSarif(findings: readonly Finding[], version: string): string {
  const used = [...new Set(findings.map((finding) => finding.code))].sort();
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "nif2nix", version, rules: rules(used) } },
        columnKind: "utf16CodeUnits",
        // Without an address: a log must not depend on where the repository lies.
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The root of the repository." } } },
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: used.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: `${finding.message}\n${finding.help}` },
          locations: [{ physicalLocation: physicalLocation(finding) }],
          ...(finding.places && { relatedLocations: finding.places.slice(1).map(relatedLocation) }),
        })),
      },
    ],
  });
}

function rules(used: readonly string[]): unknown[] {
  const byNumber = new Map<string, readonly [string, Code]>(
    Object.entries(codes).map(([name, code]) => [code.number, [name, code]]),
  );
  return used.map((number) => {
    const [name, code] = byNumber.get(number) as readonly [string, Code];
    return {
      id: number,
      name,
      shortDescription: { text: code.message },
      help: { text: code.help },
      defaultConfiguration: { level: levels[code.severity] },
    };
  });
}

function physicalLocation({ file, line, column }: Place): unknown {
  return { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column } };
}

function relatedLocation(place: NamedPlace, index: number): unknown {
  return { id: index + 1, physicalLocation: physicalLocation(place), message: { text: place.name } };
}

/** Relative paths start at the repository's root; each segment is encoded, since a file name may hold any character. */
function artifactLocation(file: string): unknown {
  const encoded = file.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: SOURCE_ROOT };
}
