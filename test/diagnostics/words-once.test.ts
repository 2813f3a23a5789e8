import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Code } from "../../src/diagnostics/code-entry.ts";
import { codes } from "../../src/diagnostics/codes.ts";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** So many words in a row are a sentence of the table and no accident. */
const IN_A_ROW = 6;

/** Every run of words of a text between its placeholders. */
function runs(text: string): readonly string[] {
  return text.split(/\{\w+\}/).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    return words.flatMap((_, at) => (at + IN_A_ROW <= words.length ? [words.slice(at, at + IN_A_ROW).join(" ")] : []));
  });
}

test("no test repeats the words of a finding: it pins the code, the place and what is named", () => {
  const sentences = Object.values(codes as Readonly<Record<string, Code>>).flatMap((code) =>
    [code.message, code.help, code.several?.message, code.several?.help].flatMap((text) => runs(text ?? "")),
  );
  const files = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/^(?:projects\/[^/]+|fixtures)\//.test(file),
  );
  const repeated = files.flatMap((file) => {
    const text = readFileSync(join(tests, file), "utf8").replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
    return sentences.flatMap((sentence) => (text.includes(sentence) ? [`${file}: ${sentence}`] : []));
  });
  expect(repeated).toEqual([]);
});
