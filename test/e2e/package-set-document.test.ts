import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "./support/workplace.ts";

const document = readFileSync(join(repository, "docs/package-set.md"), "utf8");
const emit = join(repository, "src/emit");
const sources = readdirSync(emit, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(nix|ts)$/.test(file))
  .map((file) => readFileSync(join(emit, file), "utf8"))
  .join("\n")
  // What comments mention is not called.
  .replaceAll(/^\s*(?:#|\/\/|\*).*$/gm, "");

const found = (pattern: RegExp): string[] => [
  ...new Set([...sources.matchAll(pattern)].map((match) => match[1] ?? "")),
];

describe("docs/package-set.md names", () => {
  const calls = [
    ...found(/(?<!\.)\b(lib\.[a-z][A-Za-z']*(?:\.[a-z][A-Za-z]*)?)/g),
    ...found(/\b(builtins\.[a-z][A-Za-z']*)/g),
    ...found(/\b((?:craneLib|rustPlatform|beamPackages|dockerTools|types)\.[a-z][A-Za-z0-9]*)/g),
    ...[...sources.matchAll(/id\("(lib|builtins|beamPackages|rustPlatform)"\), "([^"]+)"/g)].map(
      ([, set, name]) => `${set}.${name}`,
    ),
  ];

  test("something: the pattern still finds calls", () => {
    expect(calls).toContain("lib.makeOverridable");
    expect(calls).toContain("beamPackages.fetchHex");
    expect(calls.length).toBeGreaterThan(30);
  });

  test.each(calls)("%s", (call) => {
    expect(document.includes(`\`${call}`), `docs/package-set.md does not name ${call}`).toBe(true);
  });

  const library = join(emit, "library");
  const formals = readdirSync(library)
    .filter((file) => file.endsWith(".nix"))
    .flatMap((file) => /^\{\s([^}]*)\}:/m.exec(readFileSync(join(library, file), "utf8"))?.[1] ?? "")
    .flatMap((names) => names.replaceAll(/#.*/g, "").split(","))
    .flatMap((name) => /[a-zA-Z]\w*/.exec(name)?.[0] ?? []);

  test("arguments of the library: there are some", () => {
    expect(formals).toContain("rustPlatform");
  });

  test.each([...new Set(formals)])("the argument %s", (argument) => {
    expect(new RegExp(`\\b${argument}\\b`).test(document), `docs/package-set.md does not name ${argument}`).toBe(true);
  });

  test.each(found(/hostPlatform\.([a-zA-Z.]+)/g))("hostPlatform.%s", (property) => {
    expect(document.includes(`\`${property}\``), `docs/package-set.md does not name ${property}`).toBe(true);
  });
});
