import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf, callsOf, listOf, nixFile, plainValue } from "../../src/migrate/nix-file.ts";
import { nixPieces } from "../../src/migrate/nix-pieces.ts";
import { nixTokens, pairsOf } from "../../src/migrate/nix-tokens.ts";

const root = join(import.meta.dirname, "../..");

/** Every file of Nix in this repository, valid all. */
const files = ["src/emit/library", "test/projects", "test/fixtures/migrate", "nix", "examples"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".nix"))
    .map((name) => join(folder, name)),
);

describe("the tokens of a file", () => {
  test("leave nothing out but blanks and comments, and everything that opens is closed", () => {
    expect(files.length).toBeGreaterThan(200);
    for (const path of files) {
      const text = readFileSync(join(root, path), "utf8");
      const tokens = nixTokens(text);
      let end = 0;
      for (const { start, text: own } of tokens) {
        expect(text.slice(end, start), path).toMatch(/^(?:\s|#[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*$/);
        expect(text.slice(start, start + own.length), path).toBe(own);
        end = start + own.length;
      }
      const pairs = pairsOf(tokens);
      for (const [open, close] of pairs) {
        const ends: Readonly<Record<string, string>> = {
          "{": "}",
          "${": "}",
          "(": ")",
          "[": "]",
          '"': '"',
          "''": "''",
        };
        expect(tokens[close]?.text, `${path} ${tokens[open]?.start}`).toBe(ends[tokens[open]?.text ?? ""]);
      }
    }
  });

  test("anything at all is read, in proportion to its length", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "{",
            "}",
            "${",
            '"',
            "''",
            "''$",
            "\\",
            "$$",
            "(",
            "[",
            "]",
            ")",
            "=",
            ";",
            "with",
            "let ",
            "in ",
            "inherit ",
            "a.b",
            "./x",
            "#",
            "/*",
            "mixRelease {",
            "priv/native",
            " ",
          ),
        ),
        (parts) => {
          const file = nixFile("flake.nix", parts.join(""));
          nixPieces(file, { crates: {}, switches: ["a"] });
          expect(file.tokens.every(({ start, text }) => file.text.startsWith(text, start))).toBe(true);
        },
      ),
      { numRuns: 2000, seed: Number(process.env["NIF2NIX_SEED"] ?? 20260101) },
    );
    for (const part of [
      "{",
      "(",
      "[",
      '"${',
      "''${",
      "a = { ",
      "let ",
      "x: ",
      "mixRelease { ",
      "f (",
      "''''$",
      "/*",
      "a.",
      "with a; ",
    ]) {
      const start = performance.now();
      nixPieces(nixFile("flake.nix", part.repeat(50_000)), { crates: {}, switches: [] });
      expect(performance.now() - start, part).toBeLessThan(5_000);
    }
  });
});

/** Sets whose names Nix says itself. */
const sets = [
  "{ a = 1; b.c = 2; b.d = 3; }",
  "rec { a = { x = 1; y = 2; }; b = a.x; }",
  "{ a = \"x; y = 1;\"; b = ''z = 1; ${toString 1} '''' ;''; c = \"${\"nested; d = 1;\"}\"; }",
  "{ a = let p = 1; q = 2; in p + q; b = with { r = 1; }; r; c = assert true; 3; }",
  "{ a = let p = let q = 1; in q; in p; b = (let s = 1; in s); }",
  "{ inherit (builtins) add sub; a = x: { y = x; }; b = { z ? 1, ... }: z; }",
  "{ a = [ 1 { b = 2; } ]; /* c = 3; */ d = 4; # e = 5;\n f = 6; }",
  '{ "quoted name" = 1; a-b = 2; a\' = 3; }',
  "{ url = http://example.com/a;b = ./. ; c = <nixpkgs>; d = a: b: a; }",
  "{ a = ''''; b = ''''${''; c = ''$${''; d = \"$${\"; e = \"\\${\"; }",
];

test.each(sets)("the names of a set are those that Nix finds: %s", (text) => {
  const nix = execFileSync("nix-instantiate", ["--eval", "--json", "--strict", "-E", `builtins.attrNames (${text})`], {
    encoding: "utf8",
  });
  const file = nixFile("x.nix", text);
  const open = file.tokens.findIndex((token) => token.text === "{");
  const names = attributesOf(file, open).map(({ name }) => name.replace(/\..*$/, ""));
  expect([...new Set(names)].toSorted()).toEqual(JSON.parse(nix));
});

test.each([
  ["f { a = 1; }", ["a"]],
  ["f rec { a = 1; }", ["a"]],
  ["f (finalAttrs: { a = 1; })", ["a"]],
  ["f (old: rec { a = 1; } // { b = 2; })", ["a"]],
  ["f (common // { a = 1; })", ["a"]],
  ["f ({ lib, ... }: { a = 1; })", ["a"]],
  ["f x", []],
  ["f: { a = 1; }", []],
])("what a function is given: %s", (text, names) => {
  const call = callsOf(nixFile("x.nix", text)).find(({ name }) => name === "f");
  expect(call?.attributes.map(({ name }) => name)).toEqual(names);
});

test("lists and values", () => {
  const text =
    "{ openssl = 1; a = with pkgs; [ cmake llvmPackages.clang ]; b = [ pkgs.zlib (f x) lib.y openssl ]; c = [ ] ++ x; d = \"one\"; e = true; f = \"a${b}\"; g = ''\n x\n''; }";
  const file = nixFile("x.nix", text);
  const all = new Map(attributesOf(file, 0).map((each) => [each.name, each]));
  const list = (name: string) => listOf(file, all.get(name) as never);
  expect(list("a")).toEqual({ names: ["cmake", "llvmPackages.clang"], more: false });
  expect(list("b")).toEqual({ names: ["zlib"], more: true });
  expect(list("c")).toEqual({ names: [], more: true });
  const values = ["d", "e", "f", "g"].map((name) => plainValue(file, all.get(name) as never));
  expect(values).toEqual(["one", "1", undefined, undefined]);
});
