import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFileSystem } from "../../src/ports/node-file-system.ts";

describe("reading from the machine's file system", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nif2nix-ports-"));
    mkdirSync(join(folder, "folder"));
    writeFileSync(join(folder, "plain"), "text\n");
    writeFileSync(join(folder, "marked"), "\u{feff}text\n");
    symlinkSync("round", join(folder, "round"));
    symlinkSync("folder", join(folder, "link"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("text, without the mark that some editors put before it", () => {
    expect(nodeFileSystem.readText(join(folder, "plain"))).toBe("text\n");
    expect(nodeFileSystem.readText(join(folder, "marked"))).toBe("text\n");
  });

  test("a folder and what is not there have no text", () => {
    expect(nodeFileSystem.readText(join(folder, "folder"))).toBeUndefined();
    expect(nodeFileSystem.readText(join(folder, "nothing"))).toBeUndefined();
    expect(nodeFileSystem.readText(join(folder, "plain/below"))).toBeUndefined();
  });

  test("a named pipe that nobody writes to does not hold anything up", () => {
    expect(nodeFileSystem.readText(join(folder, "pipe"))).toBe("");
  });

  test("a link in a circle is nothing, one to a folder is a folder", () => {
    expect(nodeFileSystem.exists(join(folder, "round"))).toBe(false);
    const entries = nodeFileSystem.list(folder).map(({ name, directory, link }) => [name, directory, link]);
    expect(entries).toEqual([
      ["folder", true, false],
      ["link", true, true],
      ["marked", false, false],
      ["pipe", false, false],
      ["plain", false, false],
      ["round", false, true],
    ]);
  });
});
