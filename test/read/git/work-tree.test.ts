import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nodeByteFiles } from "../../../src/ports/node-byte-files.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { readGitIndex } from "../../../src/read/git/git-index.ts";
import { parseIgnoreRules } from "../../../src/read/git/ignore-rules.ts";
import { readWorkTree } from "../../../src/read/git/work-tree.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit && process.env["CI"] !== undefined) throw new Error("git is missing");

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "work-tree-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

function git(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", ["-C", folder, ...args], { env, encoding: "utf8" });
  if (status !== 0 && args[0] !== "check-ignore") throw new Error(stderr);
  return stdout;
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const read = (at = folder) => readWorkTree(at, nodeFileSystem, nodeByteFiles);

const names = ["a", "lib/a.ex", "lib/b c.ex", "lib/deep/down/ü.ex", `${"long/".repeat(40)}x`, "z/ß/q", "lib.ex"];

describe.runIf(hasGit)("what git tracks is what git ls-files says", () => {
  test.each([2, 3, 4])("index of version %s", (version) => {
    git("init", "-q");
    write(Object.fromEntries(names.map((name) => [name, name])));
    git("add", ...names.slice(1));
    if (version === 3) git("add", "--intent-to-add", "a");
    git("update-index", "--index-version", String(version));
    const tree = read();
    const listed = git("ls-files", "-z").split("\0").filter(Boolean);
    expect(names.filter((name) => tree?.isTracked(join(folder, name)))).toEqual(
      names.filter((name) => listed.includes(name)),
    );
    expect(tree?.hasTracked(join(folder, "lib/deep"))).toBe(true);
    expect(tree?.hasTracked(join(folder, "li"))).toBe(false);
  });

  test("nothing was ever added", () => {
    git("init", "-q");
    write({ a: "" });
    expect(read()?.isTracked(join(folder, "a"))).toBe(false);
  });

  test("object names of SHA-256", () => {
    git("init", "-q", "--object-format=sha256");
    write({ "lib/a": "", b: "" });
    git("add", "lib/a");
    expect([read()?.isTracked(join(folder, "lib/a")), read()?.isTracked(join(folder, "b"))]).toEqual([true, false]);
  });

  test("another work tree of the repository, and a submodule of it", () => {
    git("init", "-q", "main");
    write({ "main/a": "", "main/.git/info/exclude": "*.log\n" });
    const inMain = (...args: readonly string[]) =>
      git("-C", "main", "-c", "user.name=a", "-c", "user.email=a@b", ...args);
    inMain("add", "a");
    inMain("commit", "-qm", "a");
    inMain("worktree", "add", "-q", "../other");
    write({ "other/b.log": "" });
    const other = read(join(folder, "other"));
    expect(other?.isTracked(join(folder, "other/a"))).toBe(true);
    expect(other?.ignoredBy(join(folder, "other/b.log"))).toMatchObject({ line: 1, rule: "*.log" });
    inMain("-c", "protocol.file.allow=always", "submodule", "add", "-q", join(folder, "main"), "native/sub");
    expect(read(join(folder, "main"))?.submodules).toEqual([join(folder, "main/native/sub")]);
    expect(read(join(folder, "main/native/sub"))?.isTracked(join(folder, "main/native/sub/a"))).toBe(true);
  });

  test("a split index is not read, instead of read by half", () => {
    git("init", "-q");
    write({ a: "", b: "" });
    git("add", "a");
    git("update-index", "--split-index");
    git("add", "b");
    expect(read()).toBeUndefined();
  });
});

test("outside of a repository there is no work tree", () => {
  write({ a: "" });
  expect(read()).toBeUndefined();
});

test("what is no index is none, however it is cut", () => {
  expect(readGitIndex(new Uint8Array(), 20)).toBeUndefined();
  expect(readGitIndex(Buffer.from("DIRC and so on, which is long enough to be one"), 20)).toBeUndefined();
  const header = Buffer.concat([
    Buffer.from("DIRC"),
    Buffer.from([0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff]),
    Buffer.alloc(40, 0xff),
  ]);
  expect(readGitIndex(header, 20)).toBeUndefined();
});

/** Each .gitignore with paths that are held against it. */
const ignores: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
  [{ ".gitignore": "Cargo.lock\n" }, ["Cargo.lock", "native/x/Cargo.lock", "Cargo.lock.bak"]],
  [
    { "native/x/.gitignore": "/Cargo.lock\ntarget/\n" },
    ["native/x/Cargo.lock", "native/x/sub/Cargo.lock", "native/x/target/a", "Cargo.lock"],
  ],
  [{ ".gitignore": "*.lock\n!mix.lock\n" }, ["mix.lock", "Cargo.lock", "a/mix.lock"]],
  [{ ".gitignore": "/priv/static/\n" }, ["priv/static/a.js", "priv/a", "x/priv/static/a"]],
  [{ ".gitignore": "priv\n!priv/keep\n" }, ["priv/keep", "priv/other", "a/priv/x"]],
  [{ ".gitignore": "priv/*\n!priv/keep\n" }, ["priv/keep", "priv/other"]],
  [{ ".gitignore": "*\n!*/\n!*.ex\n" }, ["lib/a.ex", "lib/a.exs", "b"]],
  [{ ".gitignore": "a/**/z\n**/q\nb/**\n" }, ["a/z", "a/x/z", "a/x/y/z", "q", "x/q", "b/c/d"]],
  [
    { ".gitignore": "x[0-9]\ny[!a-c]z\n?.ex\n\\#a\n\\!b\nc\\ \nd  \n# e\n" },
    ["x1", "xa", "ybz", "ydz", "a.ex", "ab.ex", "#a", "!b", "c ", "d", "e"],
  ],
  [{ ".gitignore": "lib/a.ex\n", "lib/.gitignore": "!a.ex\nb.ex\n" }, ["lib/a.ex", "lib/b.ex", "lib/c.ex"]],
  [{ ".gitignore": "foo*bar\nb**c\n[]]x\n" }, ["fooxbar", "foo/bar", "bxc", "b/c", "]x"]],
  [
    { ".gitignore": "r[z-a]\nc[[:digit:]_]\ne[[:nope:]]\nn[^a]\nu[ab\nt[\\]]\ns\\*\nb[a-]\n" },
    ["rz", "ra", "rm", "c1", "c_", "cx", "e:", "nb", "na", "u[ab", "ua", "t]", "t\\", "s*", "sx", "b-", "ba", "bb"],
  ],
  [
    { ".gitignore": "a/**\nx/**/y/**/z\n**/m/*.o\nk/*/l\n**a**/q\n" },
    ["a/b", "b/a/c", "x/y/z", "x/1/y/2/3/z", "x/z", "m/a.o", "n/m/a.o", "m/n/a.o", "k/1/l", "k/l", "bab/q", "c/bab/q"],
  ],
  [{ ".gitignore": "target\r\n*.o\r\n" }, ["target/x", "a.o"]],
  [{ ".git/info/exclude": "secret\n", ".gitignore": "!public\n" }, ["secret", "public", "a/secret"]],
];

test.runIf(hasGit).each(ignores)("what %j ignores is what git check-ignore says", (files, paths) => {
  git("init", "-q");
  write({ ...Object.fromEntries(paths.map((path) => [path, ""])), ...files });
  const tree = read();
  for (const path of paths) {
    const [said] = git("check-ignore", "--verbose", path).split("\n");
    const theirs = said === undefined || said === "" ? undefined : /^(.*?):(\d+):/.exec(said);
    // A rule that takes something back is named, too.
    const ignored = spawnSync("git", ["-C", folder, "check-ignore", "-q", path], { env }).status === 0;
    const ours = tree?.ignoredBy(join(folder, path));
    expect([path, ours !== undefined]).toEqual([path, ignored]);
    if (ignored) expect([ours?.file, String(ours?.line)]).toEqual([join(folder, theirs?.[1] as string), theirs?.[2]]);
  }
});

// Git itself goes on for longer than anybody waits.
test.each([
  ["*a".repeat(30) + "x", `${"a".repeat(200)}y`, `${"a".repeat(200)}x`],
  [`${"**/a/".repeat(30)}x`, `${"a/".repeat(40)}y`, `${"a/".repeat(40)}x`],
])("no rule takes longer than its length times that of the path: %s", (rule, other, same) => {
  const [{ matches } = expect.fail()] = parseIgnoreRules(`${rule}\n`);
  expect([matches(other), matches(same)]).toEqual([false, true]);
});

test("each rule that is held against a path is a step, paid for by its file", () => {
  git("init", "-q");
  write({ ".gitignore": "a\nb\nc\n", "x/y": "", "x/z": "" });
  const spent: [number, string][] = [];
  const tree = readWorkTree(folder, nodeFileSystem, nodeByteFiles, (steps, file) => spent.push([steps, file]));
  tree?.ignoredBy(join(folder, "x/y"));
  tree?.ignoredBy(join(folder, "x/z"));
  expect(spent.filter(([, file]) => file === join(folder, ".gitignore")).map(([steps]) => steps)).toEqual([3, 3, 3]);
});
