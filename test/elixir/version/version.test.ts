import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRequirement, textMatches, versionMatches } from "../../../src/elixir/version/requirement.ts";
import { compareVersions, parseVersion, type Version } from "../../../src/elixir/version/version.ts";

const hasElixir =
  process.env["CI"] !== undefined || spawnSync("elixir", ["--version"], { stdio: "ignore" }).status === 0;

const versions = (
  "0.0.0|1.0.0|1.2.3|10.20.30|1.0.0-rc.1|1.0.0-rc.1.2|1.0.0-rc|1.0.0-0|1.0.0-1|1.0.0-10|1.0.0-2|1.0.0-alpha|1.0.0-Alpha|1.0.0-a-b|1.0.0--|" +
  "1.0.0+b|1.0.0+b.1|1.0.0+001|1.0.0-rc.1+b.2|1.0.0-dev|2.0.0-dev|1.9999999999999.0|1.0.0-20230101000000|" +
  "|1|1.0|1.0.|1.0.0.0|1.0.0.0.0|01.0.0|1.00.0|1.0.0-|1.0.0-.|1.0.0-a..b|1.0.0-01|1.0.0-0a|1.0.0+|1.0.0+a..b|1.0.0+a+b|1.0.0-é|v1.0.0| 1.0.0|1.0.0 |1.0.0\n|-1.0.0|1.-1.0|a.b.c|1,0,0|1.0.x"
).split("|");

const requirements = (
  "1.0.0|== 1.0.0|==1.0.0|!= 1.0.0|! 1.0.0|> 1.0.0|>= 1.0.0|< 1.0.0|<= 1.0.0|~> 1.0|~> 1.0.0|~> 1|~>1.2|~> 1.0-rc|~> 1.0.0-rc|~> 0.0.0|>= 0.0.0|>= 1.0.0-rc|> 1.0|== 1.0|1.0|" +
  "~> 1.0 and != 1.2.3|~> 1.0 or ~> 2.0|> 1.0.0 and < 2.0.0 or == 3.0.0|== 3.0.0 or > 1.0.0 and < 2.0.0|>= 1.0.0 or < 0.5.0 and != 0.4.0|~> 1.0 and|and ~> 1.0|or|~> 1.0 or or ~> 2.0|" +
  "~> 1.0 ~> 2.0|1.0.0 2.0.0|== == 1.0.0|== 1.0.0 ==|>= 1.0.0, < 2.0.0|~> 1.0  and  ~> 1.1|  ~> 1.0 |~> 1.0and ~> 1.1|~> 1.0 AND ~> 1.1|=> 1.0.0|= 1.0.0|1.0.0 or 2.0.0|1.0.0 and >= 1.0.0|" +
  "|>|> |~> 1.0.0.0|~> a|*|~> 1.x|> 1.0.0 or|!1.0.0|!!1.0.0|>=1.0.0|> = 1.0.0|>= 1.0.0+b|~> 1.0+b|1.0.0 or  and 2.0.0| or 1.0.0|1.0.0 or"
).split("|");

const number = fc.oneof(fc.nat(3), fc.nat(30));
const pre = fc.array(
  fc.oneof(fc.nat(20).map(String), fc.constantFrom("a", "b", "rc", "rc1", "dev", "A", "-", "0a", "alpha")),
  { minLength: 1, maxLength: 3 },
);
const version = fc
  .tuple(number, number, number, fc.option(pre, { nil: [] }), fc.constantFrom("", "", "", "+b", "+7.x"))
  .map(
    ([major, minor, patch, parts, build]) =>
      `${major}.${minor}.${patch}${parts.length > 0 ? `-${parts.join(".")}` : ""}${build}`,
  );
const condition = fc
  .tuple(fc.constantFrom("", "== ", "!= ", "> ", ">=", ">= ", "< ", "<= ", "~> ", "~> "), version, fc.boolean())
  .map(
    ([operator, wanted, short]) =>
      operator + (short && operator === "~> " ? wanted.replace(/^(\d+\.\d+)\.\d+/, "$1") : wanted),
  );
const requirement = fc
  .tuple(condition, fc.array(fc.tuple(fc.constantFrom(" and ", " or "), condition), { maxLength: 2 }))
  .map(([first, more]) => first + more.map(([join, next]) => join + next).join(""));
const broken = fc
  .tuple(requirement, fc.nat(40), fc.constantFrom(" ", "", ".", "-", "+", "0", "a", "~>", "or", " and ", "!"))
  .map(([text, at, what]) => text.slice(0, at) + what + text.slice(at + 1));

describe.skipIf(!hasElixir)("as Elixir's Version", () => {
  const cases: [string, string, string][] = [];
  for (const a of versions)
    for (const r of requirements) cases.push([a, versions[cases.length % versions.length] as string, r]);
  for (const a of versions) for (const b of versions) cases.push([a, b, "1.0.0"]);
  cases.push(
    ...fc.sample(fc.tuple(version, version, fc.oneof(requirement, requirement, broken)), { numRuns: 6000, seed: 7 }),
  );

  test("versions, their order, requirements and what meets them", () => {
    const answers = elixirAnswers(cases);
    let met = 0;
    for (const [index, question] of cases.entries()) {
      const ours = answer(...question);
      expect(ours, JSON.stringify(question)).toBe(answers[index]);
      if (ours.endsWith("true\ttrue\ttrue")) met++;
      const [first, , wanted] = question;
      expect(String(textMatches(first, wanted) ?? "none"), JSON.stringify(question)).toBe(ours.split("\t")[3]);
    }
    expect(met).toBeGreaterThan(cases.length / 10);
  });
});

test("numbers of more than 14 digits are refused, as newer Elixir does", () => {
  expect(parseVersion("1.0.99999999999999")).toMatchObject({ patch: 99999999999999 });
  expect(parseVersion("1.0.100000000000000")).toBeUndefined();
  expect(parseVersion("1.0.0-100000000000000")).toBeUndefined();
  expect(parseVersion("1.0.0-100000000000000a")).toMatchObject({ pre: ["100000000000000a"] });
});

function answer(a: string, b: string, wanted: string): string {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  const parsed = parseRequirement(wanted);
  const order = first && second ? { "-1": "lt", "0": "eq", "1": "gt" }[compareVersions(first, second)] : "none";
  const match = (allowPre?: boolean): string =>
    first && parsed ? String(versionMatches(first, parsed, ...(allowPre === undefined ? [] : [allowPre]))) : "none";
  return [first ? partsOf(first) : "none", order, parsed !== undefined, match(), match(false)].join("\t");
}

function partsOf({ major, minor, patch, pre: parts, build }: Version): string {
  return `${major}/${minor}/${patch}/[${parts.map((part) => JSON.stringify(part)).join(", ")}]/${build ?? ""}`;
}

function elixirAnswers(cases: readonly (readonly string[])[]): string[] {
  const script = fileURLToPath(new URL("oracle.exs", import.meta.url));
  const input = cases
    .map((texts) => `${texts.map((text) => Buffer.from(text).toString("base64")).join("\t")}\n`)
    .join("");
  const output = execFileSync("elixir", ["--erl", "+fnu", script], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return output.trimEnd().split("\n");
}
