import { describe, expect, test } from "vitest";
import { hash, placesOf, readLocked, registry } from "./reading.ts";

const rev = "0123456789abcdef0123456789abcdef01234567";

describe("yarn.lock", () => {
  const manifest = (content: object): Record<string, string> => ({ "assets/package.json": JSON.stringify(content) });

  test("ranges, other names, a folder, a linked one, a git repository, workspaces", async () => {
    const reading = await readLocked({
      ...manifest({
        workspaces: ["packages/*"],
        dependencies: {
          a: "^1.0.0",
          c: "npm:@x/c@3",
          phoenix: "file:../deps/phoenix",
          local: "link:../local",
          g: `a/g#${rev}`,
        },
      }),
      "assets/packages/ui/package.json": '{"name": "ui", "dependencies": {"a": "^2.0.0"}}',
      "assets/yarn.lock": `# yarn lockfile v1


a@^1.0.0, "a@>= 1":
  version "1.0.0"
  resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#${"0".repeat(40)}"
  integrity ${hash}
  dependencies:
    b ">= 1"

a@^2.0.0:
  version "2.0.0"
  resolved "https://registry.yarnpkg.com/a/-/a-2.0.0.tgz#${"0".repeat(40)}"

"b@>= 1":
  version "1.0.0"
  resolved "https://registry.yarnpkg.com/b/-/b-1.0.0.tgz#${"0".repeat(40)}"
  integrity ${hash}

"c@npm:@x/c@3":
  version "3.0.0"
  resolved "https://registry.yarnpkg.com/@x/c/-/c-3.0.0.tgz#${"0".repeat(40)}"
  integrity ${hash}

"g@a/g#${rev}":
  version "1.0.0"
  resolved "https://codeload.github.com/a/g/tar.gz/${rev}"

"phoenix@file:../deps/phoenix":
  version "1.8.0"
`,
    });
    expect(reading.found).toEqual([]);
    expect(placesOf(reading)).toEqual({
      "assets/node_modules/a": "a@1.0.0",
      "assets/node_modules/b": "b@1.0.0",
      "assets/node_modules/c": "@x/c@3.0.0",
      "assets/node_modules/g": "g@1.0.0",
      "assets/packages/ui/node_modules/a": "a@2.0.0",
    });
    expect(reading.modules?.copies).toEqual([{ path: "assets/node_modules/phoenix", target: "deps/phoenix" }]);
    expect(reading.modules?.links).toEqual([
      { path: "assets/node_modules/ui", target: "assets/packages/ui" },
      { path: "assets/node_modules/local", target: "local" },
    ]);
    const byPath = new Map(reading.modules?.packages.map((each) => [each.paths[0], each.source]));
    expect(byPath.get("assets/node_modules/g")).toEqual({ kind: "git", url: "https://github.com/a/g", rev });
    // The fragment of an address is its SHA-1.
    expect(byPath.get("assets/packages/ui/node_modules/a")).toMatchObject({
      hash: "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    });
  });

  test("a package that only some system needs, by its name or else by its own package.json", async () => {
    const entry = (name: string): string =>
      `"${name}@1":\n  version "1.0.0"\n  resolved "https://registry.yarnpkg.com/x/-/x-${name.length}.tgz"\n  integrity ${hash}\n\n`;
    const { modules } = await readLocked({
      ...manifest({
        dependencies: { "linux-x64-needed": "1" },
        optionalDependencies: { "@b/linux-arm64-musl": "1", fsevents: "1" },
      }),
      "assets/yarn.lock": entry("@b/linux-arm64-musl") + entry("fsevents") + entry("linux-x64-needed"),
    });
    expect(modules?.packages.map(({ name, systems, optional }) => ({ name, systems, optional }))).toEqual(
      [
        { name: "linux-x64-needed", systems: null, optional: false },
        { name: "@b/linux-arm64-musl", systems: { os: ["linux"], cpu: ["arm64"], libc: ["musl"] }, optional: true },
        { name: "fsevents", systems: null, optional: true },
      ].toSorted((a, b) => order(modules, a.name) - order(modules, b.name)),
    );
  });

  test("that of Yarn 2 and later says what to do", async () => {
    const { modules, found } = await readLocked({ "assets/yarn.lock": "__metadata:\n  version: 8\n" });
    expect(modules).toBeUndefined();
    expect(found.map((each) => each.code)).toEqual(["assets-by-hand"]);
    expect(found[0]?.place.file).toBe("assets/yarn.lock");
  });

  test("a line that does not belong there has its place", async () => {
    const { found } = await readLocked({ "assets/yarn.lock": 'a@1:\n  version "1.0.0"\n<<<<<<< HEAD\n' });
    expect(found.map(({ code, place }) => [code, place])).toEqual([
      ["node-lock-invalid", { file: "assets/yarn.lock", line: 3, column: 1 }],
    ]);
  });
});

const order = (
  modules: { readonly packages: readonly { readonly name: string }[] } | undefined,
  name: string,
): number => modules?.packages.findIndex((each) => each.name === name) ?? -1;

describe("bun.lock", () => {
  test("paths, systems, folders, workspaces; commas and comments", async () => {
    const reading = await readLocked({
      "assets/bun.lock": `{
  // written by bun
  "lockfileVersion": 1,
  "packages": {
    "a": ["a@1.0.0", "", { "dependencies": { "b": "2" } }, "${hash}"],
    "a/@x/b": ["@x/b@2.0.0", "", {}, "${hash}"],
    "lib-linux": ["lib-linux@1.0.0", "", { "os": "linux", "cpu": ["x64", "arm64"] }, "${hash}"],
    "phoenix": ["phoenix@file:../deps/phoenix", {}],
    "ui": ["ui@workspace:packages/ui"],
    "ui/a": ["a@3.0.0", "", {}, "${hash}"],
    "g": ["g@git+https://git.example.org/g.git#${rev}", {}, "tag"],
  },
}
`,
    });
    expect(reading.found).toEqual([]);
    expect(placesOf(reading)).toEqual({
      "assets/node_modules/a": "a@1.0.0",
      "assets/node_modules/a/node_modules/@x/b": "@x/b@2.0.0",
      "assets/node_modules/lib-linux": "lib-linux@1.0.0",
      "assets/packages/ui/node_modules/a": "a@3.0.0",
      "assets/node_modules/g": `g@git+https://git.example.org/g.git#${rev}`,
    });
    expect(reading.modules?.copies).toEqual([{ path: "assets/node_modules/phoenix", target: "deps/phoenix" }]);
    expect(reading.modules?.links).toEqual([{ path: "assets/node_modules/ui", target: "assets/packages/ui" }]);
    expect(reading.modules?.packages[0]?.source).toEqual(registry("a", "1.0.0"));
    expect(reading.modules?.packages[2]?.systems).toEqual({ os: ["linux"], cpu: ["x64", "arm64"], libc: [] });
  });

  test.each([
    ["{", 1],
    ['{"lockfileVersion": 7}', 1],
    ['{"lockfileVersion": 1,\n "packages": {"a" ["x"]}}', 2],
  ])("what is no lock is reported: %j", async (text, line) => {
    const { found } = await readLocked({ "assets/bun.lock": text });
    expect(found.map(({ code, place }) => [code, place.line])).toEqual([["node-lock-invalid", line]]);
  });
});
