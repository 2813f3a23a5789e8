import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { checkedOutRevision } from "../../../src/read/sources/git-checkout.ts";

let root: string;
let repository: string;

beforeAll(() => {
  root = mkdtempSync(`${tmpdir()}/nif2nix-git-`);
  repository = `${root}/repository`;
  git(root, "init", "--quiet", "--initial-branch=main", repository);
  for (const message of ["one", "two"]) git(repository, "commit", "--quiet", "--allow-empty", "-m", message);
});
afterAll(() => rmSync(root, { recursive: true }));

function git(folder: string, ...args: readonly string[]): string {
  const config = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "protocol.file.allow=always"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...config, "-C", folder, ...args], { encoding: "utf8", env }).trim();
}

/** What git itself says against what is read from its files. */
function expectRevision(folder: string): void {
  expect(checkedOutRevision(nodeFileSystem, folder)).toBe(git(folder, "rev-parse", "HEAD"));
}

test("on a branch", () => expectRevision(repository));

test("on a branch whose ref is packed, and with a newer loose one", () => {
  const clone = `${root}/packed`;
  git(root, "clone", "--quiet", repository, clone);
  git(clone, "pack-refs", "--all");
  expectRevision(clone);
  git(clone, "commit", "--quiet", "--allow-empty", "-m", "three");
  expectRevision(clone);
});

test("detached, as Mix leaves it", () => {
  const clone = `${root}/detached`;
  git(root, "clone", "--quiet", repository, clone);
  git(clone, "checkout", "--quiet", "--force", "HEAD~1");
  expectRevision(clone);
  expect(checkedOutRevision(nodeFileSystem, clone)).not.toBe(git(repository, "rev-parse", "HEAD"));
});

test("in a worktree, on a branch and detached", () => {
  git(repository, "worktree", "add", "--quiet", "-b", "side", `${root}/worktree`, "HEAD~1");
  expectRevision(`${root}/worktree`);
  git(repository, "pack-refs", "--all");
  expectRevision(`${root}/worktree`);
  git(`${root}/worktree`, "checkout", "--quiet", "--detach");
  expectRevision(`${root}/worktree`);
});

test("in a submodule", () => {
  const outer = `${root}/outer`;
  git(root, "init", "--quiet", outer);
  git(outer, "submodule", "--quiet", "add", repository, "inner");
  expectRevision(`${outer}/inner`);
});

test.each([
  ["no HEAD", undefined],
  ["an empty one", ""],
  ["no revision", "abc"],
  ["a ref that does not exist", "ref: refs/heads/none"],
  ["a ref to itself", "ref: HEAD"],
  ["a ref outside of refs", "ref: config"],
  ["a ref that leads out", "ref: refs/../../../revision"],
])("%s is no revision", (_what, head) => {
  const folder = mkdtempSync(`${root}/broken-`);
  mkdirSync(`${folder}/.git/refs`, { recursive: true });
  writeFileSync(`${root}/revision`, "f".repeat(40));
  if (head !== undefined) writeFileSync(`${folder}/.git/HEAD`, `${head}\n`);
  expect(checkedOutRevision(nodeFileSystem, folder)).toBeUndefined();
});

test("a loop of refs ends, and no checkout is none", () => {
  const folder = mkdtempSync(`${root}/loop-`);
  mkdirSync(`${folder}/.git/refs/heads`, { recursive: true });
  writeFileSync(`${folder}/.git/HEAD`, "ref: refs/heads/a\n");
  writeFileSync(`${folder}/.git/refs/heads/a`, "ref: refs/heads/b\n");
  writeFileSync(`${folder}/.git/refs/heads/b`, "ref: refs/heads/a\n");
  expect(checkedOutRevision(nodeFileSystem, folder)).toBeUndefined();
  expect(checkedOutRevision(nodeFileSystem, `${root}/nothing`)).toBeUndefined();
});
