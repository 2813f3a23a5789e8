import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cacheCheck, flakesCheck, nixCheck, nixSettings, sandboxCheck } from "../../../src/build/doctor/nix-checks.ts";
import { diskCheck, gitCheck, inputsCheck } from "../../../src/build/doctor/project-checks.ts";

const recorded = (version: string): string =>
  readFileSync(new URL(`nix-${version}-settings.json`, import.meta.url), "utf8");

describe("Nix", () => {
  test.each([
    ["nix (Nix) 2.8.0\n", "fine", "2.8.0"],
    ["nix (Nix) 2.26.3\n", "fine", "2.26.3"],
    ["nix (Nix) 2.35.0pre20260101_abcdef\n", "fine", "2.35.0pre20260101_abcdef"],
    ["nix (Lix, like Nix) 2.93.0\n", "fine", "2.93.0"],
    ["nix (Nix) 2.3.16\n", "finding", "2.3.16 is older than 2.8"],
    ["something else", "note", "says something else, which is no version that is known"],
    [undefined, "finding", "not installed"],
  ])("%j", (printed, state, found) => {
    expect(nixCheck(printed)).toMatchObject({ state, found });
  });
});

describe("its settings", () => {
  test("as Nix 2.8 says them, asked with nix-command, flakes and fetch-closure off", () => {
    const settings = nixSettings(recorded("2.8"), true);
    expect(settings).toEqual({
      commands: false,
      flakes: false,
      sandbox: "true",
      sandboxFallback: true,
      substituters: ["https://cache.nixos.org/"],
    });
    expect(flakesCheck(settings)).toMatchObject({
      state: "finding",
      found: expect.stringContaining("nix-command and flakes") as string,
    });
    expect(sandboxCheck(settings, "linux").state).toBe("note");
    expect(cacheCheck(settings).state).toBe("fine");
  });

  test("as Nix 2.26 says them", () => {
    expect(nixSettings(recorded("2.26"), true)).toEqual(nixSettings(recorded("2.8"), true));
  });

  test.each([
    [["nix-command", "flakes"], "fine"],
    [[2, 3], "fine"],
    [["nix-command"], "finding"],
    [[], "finding"],
    ["?", "note"],
  ])("features %j", (value, state) => {
    const settings = nixSettings(JSON.stringify({ "experimental-features": { value } }), false);
    expect(flakesCheck(settings).state).toBe(state);
  });

  test.each([
    [{ sandbox: "true" }, "linux", "fine"],
    [{ sandbox: "false" }, "linux", "finding"],
    [{ sandbox: "false" }, "darwin", "note"],
    [{ sandbox: "relaxed" }, "linux", "note"],
    [{}, "linux", "note"],
  ] as const)("%j on %s", (settings, system, state) => {
    expect(sandboxCheck(settings, system).state).toBe(state);
  });

  test.each(["", "null", "[]", "7", '{"sandbox":null}'])("%j says nothing", (json) => {
    expect(nixSettings(json, false)).toEqual({});
  });
});

describe("what the flake pins", () => {
  const now = 1_800_000_000;
  const lock = (days: Readonly<Record<string, number>>): string =>
    JSON.stringify({
      root: "root",
      nodes: {
        root: { inputs: Object.fromEntries(Object.keys(days).map((name) => [name, `${name}_2`])) },
        ...Object.fromEntries(
          Object.entries(days).map(([name, age]) => [`${name}_2`, { locked: { lastModified: now - age * 86_400 } }]),
        ),
      },
    });

  test.each([
    [undefined, "note", "no flake.lock"],
    [lock({ nixpkgs: 30, crane: 1 }), "fine", "nixpkgs 30 days old, crane 1 day old"],
    [lock({ nixpkgs: 400 }), "finding", "nixpkgs 400 days old"],
    [lock({}), "note", "pins nothing"],
    ["{", "finding", "cannot be read"],
    ['{"nodes":{}}', "note", "pins nothing"],
    ["null", "finding", "cannot be read"],
  ])("%s", (text, state, found) => {
    expect(inputsCheck(text, now)).toMatchObject({ state, found: expect.stringContaining(found) as string });
  });
});

describe("the disk", () => {
  test.each([
    [{ store: 50e9, builds: 50e9 }, 1, "fine"],
    [{ store: 50e9, builds: 1e9 }, 0, "finding"],
    [{ store: 5e9 }, 0, "fine"],
    [{ store: 5e9 }, 3, "finding"],
    [{}, 3, "note"],
  ])("%j for %d crates", (free, crates, state) => {
    expect(diskCheck(free, crates).state).toBe(state);
  });
});

describe("git", () => {
  const nothing = { unknown: [], ignored: [], submodules: [], command: "git add x" };
  test.each([
    [undefined, "note"],
    [nothing, "fine"],
    [{ ...nothing, submodules: ["native/x"] }, "note"],
    [{ ...nothing, unknown: ["lib/a.ex"] }, "finding"],
    [{ ...nothing, ignored: ["native/x/Cargo.lock"] }, "finding"],
  ])("%j", (state, expected) => {
    expect(gitCheck(state).state).toBe(expected);
  });
});
