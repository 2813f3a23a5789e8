import { expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { fill, hasErrors, toFinding } from "../../src/diagnostics/finding.ts";

const place = { file: "mix.exs", line: 3, column: 5 };

test("a finding has the words of the table and the place of the diagnostic", () => {
  expect(toFinding({ code: "unreadable-file", place, args: { reason: "EACCES" } })).toEqual({
    code: "NN002",
    severity: "error",
    file: "mix.exs",
    line: 3,
    column: 5,
    message: codes["unreadable-file"].message.replace("{reason}", "EACCES"),
    help: codes["unreadable-file"].help,
  });
});

test("placeholders are filled once: what a value looks like does not matter", () => {
  expect(fill("{a} and {b} and {a}", { a: "{b}", b: "$& $1" })).toBe("{b} and $& $1 and {b}");
});

test("a placeholder without a value stays, and nothing is taken from a prototype", () => {
  expect(fill("{missing} {constructor}", {})).toBe("{missing} {constructor}");
});

test("braces that are no placeholders stay", () => {
  expect(fill('write "name": {...} or {:hex, 1}', {})).toBe('write "name": {...} or {:hex, 1}');
});

test("warnings are no errors", () => {
  expect(hasErrors([{ code: "lock-duplicate", place, args: {} }])).toBe(false);
  expect(hasErrors([{ code: "unreadable-file", place, args: {} }])).toBe(true);
});
