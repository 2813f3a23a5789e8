import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Code } from "../../src/diagnostics/code-entry.ts";
import { codes } from "../../src/diagnostics/codes.ts";

const table: readonly (readonly [string, Code])[] = Object.entries(codes);
const pages = new URL("../../docs/codes/", import.meta.url);
const inSource = new URL("../../src/diagnostics/codes/", import.meta.url);

test("no number is given twice", () => {
  expect(table.map(([, code]) => code.number).toSorted()).toEqual(
    [...new Set(table.map(([, code]) => code.number))].toSorted(),
  );
});

test("no name is given twice: every entry of every file is in the table", () => {
  const written = readdirSync(inSource).flatMap((file) => [
    ...readFileSync(new URL(file, inSource), "utf8").matchAll(/number: "(NN\d+)"/g),
  ]);
  expect(written.map((match) => match[1]).toSorted()).toEqual(table.map(([, code]) => code.number).toSorted());
});

// That every code has a page is seen below, where -u writes its head.
test("every page belongs to a code", () => {
  const named = new Set(table.map(([, code]) => `${code.number}.md`));
  expect(readdirSync(pages).filter((page) => !named.has(page))).toEqual([]);
});

// Renewed in the same way as the heads of the pages, see below.
test("docs/codes.md lists every code", async () => {
  const rows = table
    .map(
      ([name, code]) =>
        `| [${code.number}](codes/${code.number}.md) | ${code.severity} | ${name} | ${cell(code.message)} |`,
    )
    .toSorted();
  const text = ["# Codes", "", "What `nif2nix` can report; `nif2nix explain CODE` prints a page.", ""]
    .concat("| code | severity | name | message |", "| --- | --- | --- | --- |", rows)
    .join("\n");
  await expect(`${text}\n`).toMatchFileSnapshot("../../docs/codes.md");
});

describe.each(table)("%s", (name, code) => {
  test("has a number of three digits, a message and a help", () => {
    expect(code.number).toMatch(/^NN\d{3}$/);
    expect(code.message).not.toMatch(/^$|\.$/);
    expect(code.help).toMatch(/[.!?]$/);
  });

  test("has words for several that name them, if it has any", () => {
    if (code.several === undefined) return;
    expect(code.several.message).toContain("{names}");
    expect(code.message).toContain(`{${code.several.by}}`);
    expect(code.several.message).not.toContain(`{${code.several.by}}`);
    expect(code.several.message).not.toMatch(/\.$/);
  });

  test("is implied by a code that there is, if by any", () => {
    if (code.impliedBy !== undefined) expect(table.map(([, each]) => each.number)).toContain(code.impliedBy);
  });

  // The head is renewed with: npx vitest run test/diagnostics/codes.test.ts -u
  test("has a page that starts with what the table says", async () => {
    await expect(pageHead(name, code) + bodyOf(code)).toMatchFileSnapshot(pathOf(code));
  });

  test("has a page that says what it means and how to fix it", () => {
    const body = bodyOf(code);
    expect(body).toMatch(/^## What it means\n\n\S/);
    expect(body).toMatch(/\n## How to fix it\n\n\S/);
    // Something to look at, or to copy.
    expect(body).toMatch(/^ *```[a-z]*\n/m);
    expect(body).toMatch(/[^\n]\n$/);
  });
});

function pageHead(name: string, code: Code): string {
  return `# ${code.number} ${name}\n\n**${code.severity}**: ${code.message}\n\n`;
}

/** What is written by hand: everything from the first section on. */
function bodyOf(code: Code): string {
  const path = pathOf(code);
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const start = page.indexOf("## ");
  return start === -1 ? "" : page.slice(start);
}

function pathOf(code: Code): string {
  return fileURLToPath(new URL(`${code.number}.md`, pages));
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
