import { expect, test } from "vitest";
import type { Finding } from "../../../src/diagnostics/finding.ts";
import { loadPainter } from "../../../src/diagnostics/painter.ts";
import { renderText } from "../../../src/diagnostics/render/text.ts";

const finding: Finding = {
  code: "NN301",
  severity: "error",
  file: "lib/a.ex",
  line: 12,
  column: 5,
  message: "something is wrong",
  help: "Mend it.",
};

test("place, message, frame, help and docs, in that order", () => {
  expect(renderText(finding, () => "    use Rustler, otp_app: :a")).toBe(
    [
      "error[NN301] lib/a.ex:12:5: something is wrong",
      "     |",
      "  12 |     use Rustler, otp_app: :a",
      "     |     ^",
      "  help: Mend it.",
      "  docs: nif2nix explain NN301",
      "",
    ].join("\n"),
  );
});

test("a file that cannot be read has no frame", () => {
  expect(renderText(finding)).not.toContain("|");
});

test("the caret stays under its column behind tabs and escaped characters", () => {
  const lines = renderText({ ...finding, column: 4 }, () => "\t\u001b\tX").split("\n");
  expect(lines[2]).toBe("  12 |   \\x1b  X");
  expect(lines[3]?.indexOf("^")).toBe(lines[2]?.indexOf("X"));
});

test("a very long line is cut around the column", () => {
  const source = `${"a".repeat(5000)}X${"b".repeat(5000)}`;
  const lines = renderText({ ...finding, column: 5001 }, () => source).split("\n");
  expect(lines[2]?.length).toBeLessThan(130);
  expect(lines[3]?.indexOf("^")).toBe(lines[2]?.indexOf("X"));
});

test("nothing of the project reaches the terminal raw", () => {
  const hostile = "\u001b]0;owned\u0007";
  const text = renderText({ ...finding, file: hostile, message: hostile, help: hostile }, () => hostile);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test("colours only where they are wanted", async () => {
  expect(renderText(finding, () => "x", await loadPainter(true))).toContain("\u001b[31m");
  expect(renderText(finding, () => "x", await loadPainter(false))).not.toContain("\u001b");
});

test("a finding of a file as a whole shows no line of it", () => {
  expect(renderText({ ...finding, code: "NN006" }, () => "defmodule A do")).not.toContain("defmodule");
  expect(renderText({ ...finding, code: "NN301" }, () => "defmodule A do")).toContain("defmodule");
});
