import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { knownFailures } from "../../src/build/failures/table.ts";
import { codes } from "../../src/diagnostics/codes.ts";
import { temporaryFolder } from "./support/project.ts";
import { nif2nix, program } from "./support/run.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const logs = join(repository, "test/build/logs");

describe("explain", () => {
  test.each(["hash-mismatch", "HASH-mismatch"])("%s prints the page of a failure", async (asked) => {
    const { code, stdout } = await nif2nix(["explain", asked], { cwd: repository });
    expect([code, stdout]).toEqual([0, readFileSync(join(repository, "docs/failures/hash-mismatch.md"), "utf8")]);
  });

  test("alone lists every code and every failure, with an example of both", async () => {
    const { code, stdout } = await nif2nix(["explain"], { cwd: repository });
    expect(code).toBe(0);
    for (const { name } of knownFailures) expect(stdout).toContain(`\n    ${name} `);
    for (const { number } of Object.values(codes)) expect(stdout).toContain(`\n    ${number}  `);
    expect(stdout).toContain("nif2nix explain NN403");
    expect(stdout).toContain("nif2nix explain --log build.log");
    expect(stdout).not.toMatch(/NN\dxx/);
  });

  test("of code that does not compile the log alone says which words it has", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "build.log"),
      "error[E0425]: cannot find value `x` in this scope\n --> src/lib.rs:3:5\n",
    );
    const { code, stdout } = await nif2nix(["explain", "--log", "build.log"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^failure\[rust-does-not-compile\] src\/lib\.rs:3:5: the Rust code does not compile$/m);
    expect(stdout).not.toContain("E0308");
  });

  test.each([
    ["hash-mismach", "did you mean hash-mismatch?"],
    ["glibc", "did you mean musl-library-in-glibc or "],
    ["zzzzzzzzzzzz", '"zzzzzzzzzzzz"\n'],
  ])("%s: what is near is suggested", async (asked, said) => {
    const { code, stdout, stderr } = await nif2nix(["explain", asked], { cwd: repository });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });
});

describe("explain --log", () => {
  test("says place, cause and what to paste, and ends with 0", async () => {
    const log = join(logs, "known/cargo-metadata-failed.log");
    const { code, stdout } = await nif2nix(["explain", "--log", log], { cwd: repository });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^failure\[cargo-metadata-failed\] lib\/native.ex:2: /);
    expect(stdout).toContain("| ** (ErlangError) Erlang error: :enoent");
    expect(stdout).toMatch(/\n {2}paste: in config\/config.exs.*\n {6}config :my_app, MyApp.Native/);
  });

  test("shows the end of a log that it does not know, says so, and ends with 1", async () => {
    const { code, stdout } = await nif2nix(["explain", "--log", join(logs, "other/unseen-rust-deny.log")], {
      cwd: repository,
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^unknown failure src\/lib.rs:1:23: nothing in this log is in the table of known failures\n/,
    );
    expect(stdout).toContain("error: function `unused` is never used");
  });

  test("is JSON for programs", async () => {
    const log = join(logs, "known/hash-mismatch.nix-2.26.log");
    const known = await nif2nix(["explain", "--log", log, "--format", "json"], { cwd: repository });
    expect(JSON.parse(known.stdout)).toMatchObject({ schemaVersion: 1, failure: "hash-mismatch", others: [] });
    const other = await nif2nix(["explain", "--log", join(logs, "other/curl.log"), "--format", "json"], {
      cwd: repository,
    });
    expect(JSON.parse(other.stdout)).toMatchObject({ schemaVersion: 1, failure: null });
  });

  test("reads standard input", () => {
    const input = readFileSync(join(logs, "known/rustc-too-old.log"));
    expect(program(["explain", "--log", "-"], { input }).stdout).toMatch(/^failure\[rustc-too-old\]/);
    expect(program(["explain", "--log", "-"], { input: "" })).toMatchObject({ code: 1 });
  });

  test("a log that is not there is wrong usage", async () => {
    const { code, stderr } = await nif2nix(["explain", "--log", "nothing.log"], { cwd: logs });
    expect([code, stderr]).toEqual([2, "there is no log nothing.log\n"]);
    // A folder is there, and no log.
    expect((await nif2nix(["explain", "--log", "known"], { cwd: logs })).stderr).toMatch(
      /^the log known cannot be read: EISDIR/,
    );
  });

  test("nothing of a log acts on the terminal", () => {
    const input =
      "\u001b]0;owned\u0007\u001b[2Jerror: \u202egnihtemos\u0000 \u009b31m (\u001b[31mred\u001b[0m)\n\u001b";
    expect(program(["explain", "--log", "-", "--color", "never"], { input }).stdout).not.toMatch(
      // eslint-disable-next-line no-control-regex
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/,
    );
  });
});
