import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../../src", import.meta.url));
const read = (path: string): string => readFileSync(join(source, path), "utf8");
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] as string);

const tree = read("nix/ast.ts");
const emitters = readdirSync(join(source, "emit"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => read(join("emit", path)));

/** That each maker is used is seen by knip in production mode. */
test("every kind of node has a maker", () => {
  const kinds = new Set(all(tree, /kind: "(\w+)"/g));
  const made = new Set(all(read("nix/build.ts"), /kind: "(\w+)"/g));
  expect(kinds.size).toBeGreaterThan(10);
  expect([...made].sort()).toEqual([...kinds].sort());
});

test("every operator is written by an emitter", () => {
  const operators = all(/operator: ([^;]+);/.exec(tree)?.[1] ?? "", /"([^"]+)"/g);
  const written = new Set(emitters.flatMap((text) => all(text, /binary\(\s*"([^"]+)"/g)));
  expect([...written].sort()).toEqual([...operators].sort());
});
