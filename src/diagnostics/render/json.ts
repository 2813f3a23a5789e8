import type { Finding } from "../finding.ts";

/** JSON text that is also safe on a terminal: what JSON.stringify leaves raw (DEL, C1, bidirectional controls) is escaped too. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )}\n`;
}

/** Findings as one document of schema version 1. */
export function renderJson(findings: readonly Finding[]): string {
  return jsonText({ schemaVersion: 1, diagnostics: findings });
}
