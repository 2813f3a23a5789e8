import { describe, expect, test } from "vitest";
import { hash, placesOf, readLocked, registry } from "./reading.ts";

const store = (instance: string, name: string): string => `assets/node_modules/.pnpm/${instance}/node_modules/${name}`;

/** Version 9 with an entry of `packages` and of `snapshots` each. */
const lock = (importers: string, packages: string, snapshots: string): Record<string, string> => ({
  "assets/pnpm-lock.yaml": `lockfileVersion: '9.0'\n\nimporters:\n${importers}\npackages:\n${packages}\nsnapshots:\n${snapshots}`,
});

describe("pnpm-lock.yaml", () => {
  test("instances of one package with other peers, a patch, a Mix dependency, a linked folder", async () => {
    const reading = await readLocked({
      ...lock(
        `
  .:
    dependencies:
      one: {specifier: ^1.0.0, version: 1.0.0(peer@1.0.0)}
      alias: {specifier: npm:other@2, version: other@2.0.0(patch_hash=abc)}
      phoenix: {specifier: file:../deps/phoenix, version: file:../deps/phoenix}
      ui: {specifier: link:../ui, version: link:../ui}
`,
        `
  one@1.0.0: {resolution: {integrity: ${hash}}}
  other@2.0.0: {resolution: {integrity: ${hash}}}
  peer@1.0.0: {resolution: {integrity: ${hash}}}
  peer@2.0.0: {resolution: {integrity: ${hash}}}
  phoenix@file:../deps/phoenix: {resolution: {directory: ../deps/phoenix, type: directory}}
`,
        `
  one@1.0.0(peer@1.0.0):
    dependencies: {peer: 1.0.0}
  one@1.0.0(peer@2.0.0):
    dependencies: {peer: 2.0.0}
  other@2.0.0(patch_hash=abc):
    dependencies: {one: 1.0.0(peer@2.0.0), peer: 2.0.0}
  peer@1.0.0: {}
  peer@2.0.0: {}
  phoenix@file:../deps/phoenix:
    dependencies: {peer: 2.0.0}
`,
      ),
      "assets/package.json": '{"pnpm": {"patchedDependencies": {"other@2.0.0": "patches/other@2.0.0.patch"}}}',
    });
    expect(reading.found).toEqual([]);
    expect(placesOf(reading)).toEqual({
      [store("one@1.0.0_peer@1.0.0", "one")]: "one@1.0.0",
      [store("one@1.0.0_peer@2.0.0", "one")]: "one@1.0.0",
      [store("other@2.0.0_patch_hash=abc", "other")]: "other@2.0.0",
      [store("peer@1.0.0", "peer")]: "peer@1.0.0",
      [store("peer@2.0.0", "peer")]: "peer@2.0.0",
    });
    const phoenix = store("phoenix@file+..+deps+phoenix", "phoenix");
    expect(reading.modules?.copies).toEqual([{ path: phoenix, target: "deps/phoenix" }]);
    const links = Object.fromEntries((reading.modules?.links ?? []).map(({ path, target }) => [path, target]));
    expect(links).toMatchObject({
      "assets/node_modules/one": store("one@1.0.0_peer@1.0.0", "one"),
      "assets/node_modules/alias": store("other@2.0.0_patch_hash=abc", "other"),
      "assets/node_modules/phoenix": phoenix,
      "assets/node_modules/ui": "ui",
      [store("other@2.0.0_patch_hash=abc", "one")]: store("one@1.0.0_peer@2.0.0", "one"),
      [store("phoenix@file+..+deps+phoenix", "peer")]: store("peer@2.0.0", "peer"),
    });
    expect(reading.modules?.packages.find((each) => each.name === "other")?.patch).toBe(
      "assets/patches/other@2.0.0.patch",
    );
  });

  test("only what the wanted projects of a workspace lead to", async () => {
    const files = {
      "pnpm-lock.yaml": `
lockfileVersion: '9.0'
importers:
  .: {}
  assets:
    dependencies:
      a: {specifier: 1.0.0, version: 1.0.0}
      shared: {specifier: workspace:*, version: link:../packages/shared}
  docs:
    dependencies:
      b: {specifier: 1.0.0, version: 1.0.0}
  packages/shared:
    dependencies:
      c: {specifier: 1.0.0, version: 1.0.0}
packages:
  a@1.0.0: {resolution: {integrity: ${hash}}}
  b@1.0.0: {resolution: {integrity: ${hash}}}
  c@1.0.0: {resolution: {integrity: ${hash}}}
snapshots:
  a@1.0.0: {}
  b@1.0.0: {}
  c@1.0.0: {}
`,
    };
    const { modules } = await readLocked(files);
    expect(modules?.packages.map((each) => each.name)).toEqual(["a", "c"]);
    expect(modules?.links.filter(({ path }) => !path.includes(".pnpm"))).toEqual(
      [
        { path: "assets/node_modules/a", target: "node_modules/.pnpm/a@1.0.0/node_modules/a" },
        { path: "assets/node_modules/shared", target: "packages/shared" },
        { path: "packages/shared/node_modules/c", target: "node_modules/.pnpm/c@1.0.0/node_modules/c" },
      ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
  });

  const rev = "0123456789abcdef0123456789abcdef01234567";
  test.each([
    [`tarball: https://codeload.github.com/a/b/tar.gz/${rev}`, { kind: "git", url: "https://github.com/a/b", rev }],
    [
      `type: git, repo: https://git.example.org/b.git, commit: ${rev}`,
      { kind: "git", url: "https://git.example.org/b.git", rev },
    ],
    [
      `integrity: ${hash}, tarball: https://example.org/b.tgz`,
      { kind: "tarball", url: "https://example.org/b.tgz", hash },
    ],
    [`integrity: ${hash}, tarball: file:b.tgz`, { kind: "file", path: "assets/b.tgz" }],
    [`integrity: ${hash}`, registry("b", "1.0.0")],
  ])("where a package comes from: {%s}", async (resolution, source) => {
    const { modules, found } = await readLocked(
      lock(
        "  .:\n    dependencies:\n      b: {specifier: x, version: 1.0.0}\n",
        `  b@1.0.0: {resolution: {${resolution}}}\n`,
        "  b@1.0.0: {}\n",
      ),
    );
    expect(found).toEqual([]);
    expect(modules?.packages[0]?.source).toEqual(source);
  });

  test.each([
    ["lockfileVersion: '9.0'\nimporters:\n  .: {a: [}\n", 3],
    ["lockfileVersion: '99.0'\n", 1],
    ["packages: {}\n", 1],
    ["<<<<<<< HEAD\nlockfileVersion: '9.0'\n", 1],
  ])("what is no lock is reported with its place: %j", async (text, line) => {
    const { modules, found } = await readLocked({ "assets/pnpm-lock.yaml": text });
    expect(modules).toBeUndefined();
    expect(found.map(({ code, place }) => [code, place.file, place.line])).toEqual([
      ["node-lock-invalid", "assets/pnpm-lock.yaml", line],
    ]);
  });

  test("names and folders that lead elsewhere are reported", async () => {
    const { modules, found } = await readLocked(
      lock(
        "  .:\n    dependencies:\n      ../../x: {specifier: x, version: link:../../../etc}\n      a: {specifier: x, version: file:../../y}\n",
        "  a@file:../../y: {resolution: {directory: ../../y, type: directory}}\n",
        "  a@file:../../y: {}\n",
      ),
    );
    expect(modules?.copies).toEqual([]);
    expect(new Set(found.map((each) => each.code))).toEqual(new Set(["node-path-outside"]));
  });

  test("aliases that unfold without end are refused", async () => {
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`),
    ];
    const { found } = await readLocked({ "assets/pnpm-lock.yaml": `lockfileVersion: '9.0'\n${bomb.join("\n")}\n` });
    expect(found.map((each) => each.code)).toEqual(["node-lock-invalid"]);
  });
});
