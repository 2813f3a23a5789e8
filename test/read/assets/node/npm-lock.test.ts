import { describe, expect, test } from "vitest";
import { hash, placesOf, readLocked, registry } from "./reading.ts";

const lock = (packages: object): Record<string, string> => ({
  "assets/package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }, null, 2),
});

describe("package-lock.json", () => {
  test("links to Mix dependencies and workspaces, tarballs of the project, another name, what comes in a tarball", async () => {
    const { modules, found } = await readLocked(
      lock({
        "": { name: "assets" },
        "../deps/phoenix": { version: "1.8.0" },
        "packages/ui": { version: "1.0.0" },
        "packages/ui/node_modules/a": { version: "2.0.0", integrity: hash },
        "node_modules/phoenix": { resolved: "../deps/phoenix", link: true },
        "node_modules/ui": { resolved: "packages/ui", link: true },
        "node_modules/vendored": { version: "1.0.0", resolved: "file:vendor/vendored-1.0.0.tgz", integrity: hash },
        "node_modules/b": {
          name: "@scope/real",
          version: "3.0.0",
          resolved: "https://example.org/real.tgz",
          integrity: hash,
        },
        "node_modules/b/node_modules/inside": { version: "1.0.0", inBundle: true },
      }),
    );
    expect(found).toEqual([]);
    expect(modules?.links).toEqual([
      { path: "assets/node_modules/phoenix", target: "deps/phoenix" },
      { path: "assets/node_modules/ui", target: "assets/packages/ui" },
    ]);
    expect(modules?.packages.map(({ name, paths, source }) => ({ name, paths, source }))).toEqual([
      { name: "a", paths: ["assets/packages/ui/node_modules/a"], source: registry("a", "2.0.0") },
      {
        name: "vendored",
        paths: ["assets/node_modules/vendored"],
        source: { kind: "file", path: "assets/vendor/vendored-1.0.0.tgz" },
      },
      {
        name: "@scope/real",
        paths: ["assets/node_modules/b"],
        source: { kind: "tarball", url: "https://example.org/real.tgz", hash },
      },
    ]);
  });

  const rev = "ee3994657fa7a427238e6ba92a84d0b529bbcde0";
  test.each([
    [`git+ssh://git@github.com/a/b.git#${rev}`, "https://github.com/a/b.git"],
    [`git+https://git.example.org/a/b.git#${rev}`, "https://git.example.org/a/b.git"],
    [`git+ssh://git@git.example.org/a/b.git#${rev}`, "ssh://git@git.example.org/a/b.git"],
    [`https://codeload.github.com/a/b/tar.gz/${rev}`, "https://github.com/a/b"],
  ])("a git repository at a revision: %s", async (resolved, url) => {
    const { modules } = await readLocked(lock({ "node_modules/b": { version: "1.0.0", resolved } }));
    expect(modules?.packages[0]?.source).toEqual({ kind: "git", url, rev });
  });

  test("version 1: nested, with another name, a folder, a bundled one, a git repository", async () => {
    const reading = await readLocked({
      "assets/package-lock.json": JSON.stringify({
        lockfileVersion: 1,
        dependencies: {
          a: { version: "1.0.0", integrity: hash, dependencies: { b: { version: "2.0.0", integrity: hash } } },
          b: { version: "1.0.0", integrity: hash },
          c: { version: "npm:@x/c@3.0.0", integrity: hash },
          phoenix: { version: "file:../deps/phoenix" },
          held: { version: "1.0.0", bundled: true },
          g: { version: `git+ssh://git@github.com/a/g.git#${rev}`, from: "g@github:a/g" },
        },
      }),
    });
    expect(placesOf(reading)).toEqual({
      "assets/node_modules/a": "a@1.0.0",
      "assets/node_modules/a/node_modules/b": "b@2.0.0",
      "assets/node_modules/b": "b@1.0.0",
      "assets/node_modules/c": "@x/c@3.0.0",
      "assets/node_modules/g": `g@git+ssh://git@github.com/a/g.git#${rev}`,
    });
    expect(reading.modules?.links).toEqual([{ path: "assets/node_modules/phoenix", target: "deps/phoenix" }]);
    expect(reading.modules?.packages.at(-1)?.source).toEqual({ kind: "git", url: "https://github.com/a/g.git", rev });
    expect(reading.found).toEqual([]);
  });

  test("the registry that .npmrc names, for a scope too, where the lock has no addresses", async () => {
    const { modules } = await readLocked({
      ...lock({
        "node_modules/a": { version: "1.0.0+build", integrity: hash },
        "node_modules/@s/b": { version: "1.0.0", integrity: hash },
      }),
      "assets/.npmrc":
        "registry=https://npm.example.org\n@s:registry = https://s.example.org/npm/\n//x/:_authToken=${TOKEN}\n",
    });
    expect(modules?.packages.map(({ source }) => source)).toEqual([
      { kind: "tarball", url: "https://npm.example.org/a/-/a-1.0.0.tgz", hash },
      { kind: "tarball", url: "https://s.example.org/npm/@s/b/-/b-1.0.0.tgz", hash },
    ]);
  });

  test("the strongest hash that Nix knows", async () => {
    const sha1 = `sha1-${"b".repeat(27)}=`;
    const { modules } = await readLocked(
      lock({ "node_modules/a": { version: "1.0.0", integrity: `${sha1} sha384-xx ${hash}?opt` } }),
    );
    expect(modules?.packages[0]?.source).toMatchObject({ hash });
  });

  test("packages without a hash are one finding, at the first of them", async () => {
    const { modules, found } = await readLocked(
      lock({
        "node_modules/fine": { version: "1.0.0", integrity: hash },
        "node_modules/a": { version: "1.0.0", resolved: "https://registry.npmjs.org/a/-/a-1.0.0.tgz" },
        "node_modules/b": { version: "1.0.0", integrity: "sha512-short" },
        "node_modules/c": { version: "1.0.0", resolved: "git+https://github.com/a/c.git#main" },
      }),
    );
    expect(modules?.packages.map((each) => each.name)).toEqual(["fine"]);
    expect(found).toEqual([
      {
        code: "node-package-without-hash",
        place: { file: "assets/package-lock.json", line: 8, column: 5 },
        args: { names: "a 1.0.0, b 1.0.0, c 1.0.0" },
      },
    ]);
  });

  test("scripts that matter, and not those of packages that have a program for each system", async () => {
    const { modules } = await readLocked(
      lock({
        "node_modules/sqlite": { version: "1.0.0", integrity: hash, hasInstallScript: true },
        "node_modules/bundler": {
          version: "1.0.0",
          integrity: hash,
          hasInstallScript: true,
          optionalDependencies: { "bundler-linux": "1.0.0" },
        },
        "node_modules/bundler-linux": {
          version: "1.0.0",
          integrity: hash,
          optional: true,
          os: ["linux"],
          cpu: ["x64"],
          libc: ["glibc"],
        },
        "node_modules/fsevents": {
          version: "1.0.0",
          integrity: hash,
          optional: true,
          os: ["darwin"],
          hasInstallScript: true,
        },
      }),
    );
    expect(modules?.withScripts).toEqual(["sqlite"]);
    expect(modules?.packages.find((each) => each.name === "bundler-linux")?.systems).toEqual({
      os: ["linux"],
      cpu: ["x64"],
      libc: ["glibc"],
    });
  });

  test("where it is no JSON, the place of that", async () => {
    const { modules, found } = await readLocked({ "assets/package-lock.json": '{\n  "packages": {\n<<<<<<< HEAD\n' });
    expect(modules).toBeUndefined();
    expect(found).toEqual([
      {
        code: "node-lock-invalid",
        place: { file: "assets/package-lock.json", line: 3, column: 1 },
        args: { reason: 'a name in quotes or "}" is missing' },
      },
    ]);
  });
});

describe("a lock that leads elsewhere", () => {
  test.each([
    ["../../node_modules/a", { version: "1.0.0", integrity: hash }],
    ["node_modules/../../../etc", { version: "1.0.0", integrity: hash }],
    ["node_modules/..", { version: "1.0.0", integrity: hash }],
    ["node_modules/.bin", { version: "1.0.0", integrity: hash }],
    ["node_modules/a/../../../../b/node_modules/..", { version: "1.0.0", integrity: hash }],
    ["node_modules/a\\..\\b", { version: "1.0.0", integrity: hash }],
    ["node_modules/a\nb", { version: "1.0.0", integrity: hash }],
    ["node_modules/a", { link: true, resolved: "/etc" }],
    ["node_modules/a", { link: true, resolved: "../../outside" }],
    ["node_modules/a", { version: "1.0.0", resolved: "file:../../outside.tgz", integrity: hash }],
  ])("%j is reported and left out", async (path, entry) => {
    const { modules, found } = await readLocked(lock({ [path]: entry }));
    expect(modules?.packages).toEqual([]);
    expect(modules?.links).toEqual([]);
    expect(found.map((each) => each.code)).toEqual(["node-path-outside"]);
  });

  test("names that mean something to JavaScript are names", async () => {
    const text = `{"packages": {"node_modules/__proto__": {"version": "1.0.0", "integrity": "${hash}"}, "node_modules/constructor": {"version": "1.0.0", "integrity": "${hash}"}}}`;
    expect(Object.keys(placesOf(await readLocked({ "assets/package-lock.json": text })))).toEqual([
      "assets/node_modules/__proto__",
      "assets/node_modules/constructor",
    ]);
  });

  test.each([
    "[]",
    "null",
    "3",
    '"x"',
    '{"packages": []}',
    '{"packages": {"node_modules/a": null, "node_modules/b": {"version": {}}}}',
  ])("%s is read without a failure", async (text) => {
    expect((await readLocked({ "assets/package-lock.json": text })).modules?.packages).toEqual([]);
  });
});
