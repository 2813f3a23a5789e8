import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { globMatcher } from "../../src/text/glob.ts";

const names = [
  "a",
  "b",
  "z",
  "-",
  "ab",
  "aab",
  "abc",
  "x-y",
  "xay",
  "[",
  "]",
  "^",
  "!",
  "[a",
  "é",
  "😀",
  "😁",
  "a.b",
  "aXb",
  "d+",
  "(x)",
];
const patterns = [
  "*",
  "?",
  "??",
  "a*",
  "*b",
  "*a*b*",
  "[ab]",
  "[a-c]",
  "[z-a]",
  "[a-]",
  "[-a]",
  "[]]",
  "[]a]",
  "[!a]",
  "[^a]",
  "[a",
  "x[-a]y",
  "[😀-😁]",
  "[é]",
  "a.b",
  "d+",
  "(x)",
  "[a-bz]",
  "[[]",
  "a[b]*",
  "*[*]",
  "[.]",
  "[a-a-z]",
  "***",
];

test("Erlang's own answer", (context) => {
  const folder = mkdtempSync(`${tmpdir()}/nif2nix-glob-`);
  try {
    for (const name of names) mkdirSync(`${folder}/${name}`);
    const program = `[f | ps] = System.argv(); File.cd!(f); for p <- ps, do: IO.puts(Enum.join(Path.wildcard(p), " "))`;
    let out: string;
    try {
      out = execFileSync("elixir", ["-e", program, folder, ...patterns], {
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C.UTF-8", ELIXIR_ERL_OPTIONS: "+fnu" },
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT" && !process.env["CI"]) return context.skip();
      throw error;
    }
    const expected = out.split("\n").slice(0, -1);
    const ours = patterns.map((pattern) => names.filter(globMatcher(pattern, "elixir") ?? (() => false)).join(" "));
    const sorted = (line: string): string => line.split(" ").sort().join(" ");
    expect(Object.fromEntries(patterns.map((pattern, at) => [pattern, sorted(ours[at] ?? "")]))).toEqual(
      Object.fromEntries(patterns.map((pattern, at) => [pattern, sorted(expected[at] ?? "")])),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
