import type { Severity } from "../../model/diagnostic.ts";
import { codes } from "../codes.ts";
import type { Code } from "../code.ts";
import type { Finding } from "../finding.ts";
import { jsonText } from "./json.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/**
 * Findings as a SARIF 2.1.0 log (OASIS standard), one run, one rule for each code that occurs.
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
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: used.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: `${finding.message}\n${finding.help}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: fileUri(finding.file) },
                region: { startLine: finding.line, startColumn: finding.column },
              },
            },
          ],
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

/** Relative paths stay relative references; each segment is encoded, since a file name may hold any character. */
function fileUri(file: string): string {
  const encoded = file.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}
