import { expect, test, vi } from "vitest";
import { hash, placesOf, readLocked } from "./reading.ts";

const npmLock = (packages: object): Record<string, string> => ({
  "assets/package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }),
});

const locked = (resolved: string): object => ({ version: "1.0.0", resolved, integrity: hash });

const codes = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await readLocked(files)).found.map(({ code }) => code);

test("an entry of bun.lock that is no list is passed over", async () => {
  const lock = { lockfileVersion: 1, packages: { a: null, b: 3, c: [null], d: ["d@1.0.0", "", {}, hash] } };
  const reading = await readLocked({ "assets/bun.lock": JSON.stringify(lock) });
  expect(placesOf(reading)).toEqual({ "assets/node_modules/d": "d@1.0.0" });
});

const nested = (depth: number): string =>
  `{"lockfileVersion":1,"dependencies":${`{"a":{"version":"1.0.0","dependencies":`.repeat(depth)}{}${"}}".repeat(depth)}}`;

test.each([
  ["nested entries of npm", { "assets/package-lock.json": nested(20_000) }],
  ["a text of millions of characters", { "assets/bun.lock": `{"a": "${"a".repeat(20_000_000)}",}` }],
  ["nested lists of YAML", { "assets/pnpm-lock.yaml": `lockfileVersion: '9.0'\na: ${"[".repeat(20_000)}` }],
])("%s are a finding, not the end of the stack", async (_, files) => {
  const { found } = await readLocked(files);
  expect(found).toMatchObject([
    { code: "node-lock-invalid", args: { reason: expect.stringContaining("nested too deeply") } },
  ]);
});

test("aliases of YAML that unfold to millions of values are a finding", async () => {
  const levels = [..."bcdefghi"].map((name, index) => `${name}: &${name} [${`*${"abcdefghi"[index]},`.repeat(9)}]\n`);
  const text = `lockfileVersion: '9.0'\na: &a [x,x,x,x,x,x,x,x,x]\n${levels.join("")}`;
  expect(await codes({ "assets/pnpm-lock.yaml": text })).toEqual(["node-lock-invalid"]);
});

test("tags of YAML print no warning of Node's", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  await readLocked({ "assets/pnpm-lock.yaml": "lockfileVersion: !own '9.0'\n? {a: b}\n: c\n" });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("versions that collide on every level of a yarn.lock are a finding", async () => {
  const names = ["a", "b", "c"];
  const entries = Array.from({ length: 40 }, (_, level) =>
    names.flatMap((name, own) =>
      [1, 2, 3].map((version) => {
        const needs = names.map((each, other) => `    ${each}${level + 1} "${((version + own + other) % 3) + 1}"\n`);
        const address = `https://h/${name}.tgz#${"a".repeat(40)}`;
        return `${name}${level}@${version}:\n  version "${version}"\n  resolved "${address}"\n  dependencies:\n${needs.join("")}`;
      }),
    ),
  );
  const manifest = { dependencies: { a0: "1", b0: "2", c0: "3" } };
  const files = { "assets/package.json": JSON.stringify(manifest), "assets/yarn.lock": entries.flat().join("\n") };
  expect(await codes(files)).toEqual(["node-lock-invalid"]);
});

test("thousands of instances whose folder names are cut alike get one each", async () => {
  const long = "a".repeat(130);
  const paths = Array.from({ length: 3000 }, (_, index) => `${long}@${index}`);
  const lines = paths.map((path) => `  ? ${path}\n  : {resolution: {integrity: ${hash}}}\n`);
  const links = paths.map((path, index) => `      a${index}: {version: ${path}}\n`);
  const text = `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n${links.join("")}packages:\n${lines.join("")}snapshots:\n${paths.map((path) => `  ? ${path}\n  : {}\n`).join("")}`;
  const reading = await readLocked({ "assets/pnpm-lock.yaml": text });
  expect(Object.keys(placesOf(reading))).toHaveLength(3000);
}, 15_000);

test("many empty lines of .npmrc are read to their end", async () => {
  const { found } = await readLocked({
    "assets/pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "assets/.npmrc": `${"\n".repeat(200_000)}x`,
  });
  expect(found).toEqual([]);
});

test("a repository of the machine that evaluates is none", async () => {
  const address = `git+file:///srv/secret#${"a".repeat(40)}`;
  expect(await codes(npmLock({ "node_modules/a": locked(address) }))).toEqual(["node-package-without-hash"]);
});

test("a key in an address is not written down", async () => {
  const rev = "a".repeat(40);
  const { modules } = await readLocked(
    npmLock({
      "node_modules/a": locked("https://me:key@h/a.tgz"),
      "node_modules/b": { version: "1.0.0", resolved: `git+https://me:key@h/b.git#${rev}` },
    }),
  );
  expect(modules?.packages.map(({ source }) => source)).toEqual([
    { kind: "tarball", url: "https://h/a.tgz", hash },
    { kind: "git", url: "https://h/b.git", rev },
  ]);
});

test("thousands of entries that lead outside are few findings", async () => {
  const packages = Object.fromEntries(
    Array.from({ length: 30_000 }, (_, index) => [`../../node_modules/a${index}`, locked("https://h/a.tgz")]),
  );
  const { found } = await readLocked(npmLock(packages));
  expect(found).toHaveLength(21);
  expect(found.at(-1)?.args).toEqual({ path: "../../node_modules/a20 and 29979 more" });
});

test.each(["file:///etc/a.tgz", "file:/etc/a.tgz"])("%s lies outside", async (address) => {
  expect(await codes(npmLock({ "node_modules/a": locked(address) }))).toEqual(["node-path-outside"]);
});

test("a link of yarn to an absolute folder leads outside", async () => {
  const files = {
    "assets/package.json": JSON.stringify({ dependencies: { a: "link:/etc" } }),
    "assets/yarn.lock": "# yarn lockfile v1\n",
  };
  expect(await codes(files)).toEqual(["node-path-outside"]);
});

test.each(["../../../etc/a.patch", "/etc/a.patch", "a\\0.patch"])("a patch at %s leads outside", async (path) => {
  const text = `lockfileVersion: '9.0'
patchedDependencies:
  a: {path: "${path}", hash: x}
importers:
  .:
    dependencies:
      a: {version: 1.0.0(patch_hash=x)}
packages:
  a@1.0.0: {resolution: {integrity: ${hash}}}
snapshots:
  a@1.0.0(patch_hash=x): {}
`;
  const { modules, found } = await readLocked({ "assets/pnpm-lock.yaml": text });
  expect(found.map(({ code }) => code)).toEqual(["node-path-outside"]);
  expect(modules?.packages).toEqual([]);
});

test("what no string of Nix can hold becomes none", async () => {
  const packages = {
    "node_modules/a": locked("https://h/\0.tgz"),
    "node_modules/b": locked("https://h/\ud800.tgz"),
    "node_modules/c": locked(`git+https://h/\0.git#${"a".repeat(40)}`),
    "node_modules/\ud800": locked("https://h/d.tgz"),
    "node_modules/e": locked("file:\ud800.tgz"),
  };
  const { modules, found } = await readLocked(npmLock(packages));
  expect(modules?.packages).toEqual([]);
  expect(found.map(({ code }) => code)).toEqual([
    "node-path-outside",
    "node-path-outside",
    "node-package-without-hash",
  ]);
});

test("a host that ssh would take for an option is none", async () => {
  const address = `git+ssh://-oProxyCommand=x/y.git#${"a".repeat(40)}`;
  expect(await codes(npmLock({ "node_modules/a": locked(address) }))).toEqual(["node-package-without-hash"]);
});
