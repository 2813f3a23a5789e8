import type { CodeName } from "../../src/diagnostics/codes.ts";
import { toFinding } from "../../src/diagnostics/finding.ts";

/**
 * The first line of a finding as a command shows it, made of the code table: a test says which finding, where and of what,
 * and the words stand in one place.
 * @param place file:line:column
 */
export function said(code: CodeName, place: string, args: Readonly<Record<string, string>> = {}): string {
  const finding = toFinding({ code, place: { file: "", line: 1, column: 1 }, args });
  return `${finding.severity}[${finding.code}] ${place}: ${finding.message}\n`;
}
