import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { comparisonsOf, parseRequirement } from "../../../src/elixir/version/requirement.ts";
import { inLibrary } from "./library.ts";

const requirements = [
  "~> 1.14",
  "~> 1.18.2",
  ">= 1.17.0",
  "> 1.18.0 and < 1.20.0",
  "1.18.4",
  "== 1.18.4 or ~> 1.19.1",
  "!= 1.18.3 and ~> 1.18",
  "<= 1.18.0 or >= 1.19.0 and != 1.19.5",
];
const versions = [
  "1.13.4",
  "1.14.0",
  "1.17.3",
  "1.18.0",
  "1.18.2",
  "1.18.3",
  "1.18.4",
  "1.19.0",
  "1.19.5",
  "1.20.4",
  "2.0.0",
];

const nixConditions = (source: string): string => {
  const requirement = parseRequirement(source);
  if (requirement === undefined) throw new Error(source);
  return `(builtins.fromJSON ''${JSON.stringify(comparisonsOf(requirement))}'')`;
};

const required = (source: string, version: string): string =>
  `(part "required").requireVersion { name = "Elixir"; asked = "mix.exs:3 asks for Elixir ${source}"; advice = "take another"; conditions = ${nixConditions(source)}; } { version = "${version}"; }`;

describe("a version that is asked for", () => {
  test("is one that real Elixir takes", () => {
    const taken = inLibrary(
      `[ ${requirements.map((source) => `[ ${versions.map((version) => `(builtins.tryEval (${required(source, version)})).success`).join(" ")} ]`).join(" ")} ]`,
    );
    const asked = requirements.map(
      (source) => `[${versions.map((v) => `Version.match?("${v}", "${source}")`).join(",")}]`,
    );
    const program = `IO.puts(inspect([${asked.join(",")}], limit: :infinity, width: :infinity))`;
    // Elixir 1.18 warns of `!=`, which it takes nevertheless.
    const matched = execFileSync("elixir", ["-e", program], { stdio: ["ignore", "pipe", "pipe"] });
    expect(taken).toEqual(JSON.parse(String(matched)));
  }, 60_000);

  test("else evaluation says what is asked for and what there is", () => {
    expect(() => inLibrary(`(${required("~> 1.19", "1.18.4")}).version`)).toThrow(
      "mix.exs:3 asks for Elixir ~> 1.19, and this nixpkgs has Elixir 1.18.4; take another",
    );
  });
});
