import { expect, test } from "vitest";
import { type Finding, toFinding } from "../../../src/diagnostics/finding.ts";
import { renderGithub } from "../../../src/diagnostics/render/github.ts";
import { renderJson } from "../../../src/diagnostics/render/json.ts";
import { renderSarif } from "../../../src/diagnostics/render/sarif.ts";

const found: Finding = toFinding({
  code: "unreadable-file",
  place: { file: "lib/a b.ex", line: 12, column: 5 },
  args: { reason: "50%\nEIO" },
});

test("json has a schema version and every field", () => {
  expect(JSON.parse(renderJson([found]))).toEqual({ schemaVersion: 1, diagnostics: [found] });
  expect(JSON.parse(renderJson([]))).toEqual({ schemaVersion: 1, diagnostics: [] });
});

test("json is safe on a terminal and still the same value", () => {
  const hostile = { ...found, message: "\u001b[2J\u009b2J\u202e" };
  const text = renderJson([hostile]);
  expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
  expect(JSON.parse(text)).toEqual({ schemaVersion: 1, diagnostics: [hostile] });
});

// Escapes as actions/toolkit's packages/core/src/command.ts undoes them.
const unescape = (text: string): string =>
  text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");

test("github: one workflow command for each finding, which nothing in it can end", () => {
  const text = renderGithub([{ ...found, file: "a,line=1::b.ex", message: "one\n::warning::two 50%" }]);
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  const [, properties, data] = /^::error ([^:]*)::(.*)$/m.exec(text) ?? [];
  expect(properties?.split(",").map((part) => unescape(part))).toEqual([
    "file=a,line=1::b.ex",
    "line=12",
    "col=5",
    "title=NN002",
  ]);
  expect(unescape(data ?? "")).toContain("one\n::warning::two 50%\nhelp: ");
});

test("github: severities are GitHub's", () => {
  expect(renderGithub([{ ...found, severity: "info" }])).toMatch(/^::notice /);
  expect(renderGithub([{ ...found, severity: "warning" }])).toMatch(/^::warning /);
});

test("sarif: the fields that 2.1.0 requires, rules that results point at, encoded paths", () => {
  const log = JSON.parse(renderSarif([found, found], "1.2.3"));
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({ name: "nif2nix", version: "1.2.3" });
  expect(run.tool.driver.rules).toHaveLength(1);
  for (const result of run.results) {
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "lib/a%20b.ex", uriBaseId: "%SRCROOT%" },
      region: { startLine: 12, startColumn: 5 },
    });
    expect(result.message.text).toContain("cannot be read");
  }
});

test("sarif: every base that a location names is declared, and an absolute path needs none", () => {
  const [run] = JSON.parse(renderSarif([found, { ...found, file: "/elsewhere/a.ex" }], "1.2.3")).runs;
  expect(Object.keys(run.originalUriBaseIds)).toEqual(["%SRCROOT%"]);
  expect(run.results[1].locations[0].physicalLocation.artifactLocation).toEqual({ uri: "file:///elsewhere/a.ex" });
});

test("sarif: a finding for several has one location and the others as related ones", () => {
  const place = { file: "mix.lock", line: 2, column: 3 };
  const places = [1, 2, 3].map((line) => ({ ...place, line, name: `app_${line}` }));
  const [result] = JSON.parse(renderSarif([{ ...found, ...places[0], places }], "1.2.3")).runs[0].results;
  expect(result.locations).toHaveLength(1);
  expect(
    result.relatedLocations.map((each: any) => [
      each.id,
      each.message.text,
      each.physicalLocation.region.startLine,
      each.physicalLocation.artifactLocation.uri,
    ]),
  ).toEqual([
    [1, "app_2", 2, "mix.lock"],
    [2, "app_3", 3, "mix.lock"],
  ]);
});
