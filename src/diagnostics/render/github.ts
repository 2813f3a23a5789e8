import type { Severity } from "../diagnostic.ts";
import type { Finding } from "../finding.ts";
import { printable } from "../printable.ts";

const commands = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<Severity, string>;

/**
 * Findings as workflow commands, one for each line, which GitHub shows beside the code.
 * Escapes after actions/toolkit (packages/core/src/command.ts): `%`, CR and LF in data, also `:` and `,` in properties;
 * without them a file name could end the command and start another.
 */
export function renderGithub(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const properties = [
        `file=${property(finding.file)}`,
        `line=${finding.line}`,
        `col=${finding.column}`,
        `title=${property(finding.code)}`,
      ];
      return `::${commands[finding.severity]} ${properties.join(",")}::${data(`${finding.message}\nhelp: ${finding.help}`)}\n`;
    })
    .join("");
}

function data(text: string): string {
  return text.split("\n").map(printable).join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
