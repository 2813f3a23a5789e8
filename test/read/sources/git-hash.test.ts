import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeGit } from "../../../src/ports/node-git.ts";
import { gitHash } from "../../../src/read/sources/git-hash.ts";
import { commit, type GitServer, git, gitServer } from "../../support/git-server.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-hash-")));
const repository = join(base, "repositories/odd");
let server: GitServer;

beforeAll(async () => {
  mkdirSync(repository, { recursive: true });
  server = await gitServer(join(base, "repositories"));
});

afterAll(async () => {
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

test("is the one that Nix has for a checkout, with all that a repository may hold", async () => {
  mkdirSync(join(repository, "folder"), { recursive: true });
  symlinkSync("../../outside", join(repository, "folder/link"));
  commit(repository, {
    "a.txt": "a\n",
    "a-b": "before a.txt by bytes",
    "folder/long/er/path/with spaces and ünïcode": "x".repeat(70_000),
    [`${"deep/".repeat(30)}file`]: "a path longer than a header of tar holds",
    empty: "",
    run: "#!/bin/sh\n",
    Crlf: "a\r\nb\r\n",
    dropped: "what an archive leaves out",
    subst: "$Format:%H$",
    ".gitattributes": "dropped export-ignore\nsubst export-subst\n",
  });
  chmodSync(join(repository, "run"), 0o755);
  const rev = commit(repository, { "another-file": "second commit" });
  const checkout = join(base, "checkout");
  git(base, "clone", "--quiet", "--no-hardlinks", repository, checkout);
  rmSync(join(checkout, ".git"), { recursive: true });
  const nix = ["--extra-experimental-features", "nix-command", "hash", "path", "--sri", "--type", "sha256", checkout];
  const expected = execFileSync("nix", nix, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const world = { git: nodeGit(process.env), cachePath: join(base, "cache"), mayFetch: true };
  expect(await gitHash({ url: `${server.url}/odd`, rev, ref: "refs/heads/main" }, world)).toEqual({
    hash: expected,
    submodules: false,
  });
});
