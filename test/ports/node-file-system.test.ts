import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UnreadableFile } from "../../src/ports/file-system.ts";
import { nodeByteFiles } from "../../src/ports/node-byte-files.ts";
import { nodeFileSystem } from "../../src/ports/node-file-system.ts";
import { nodeWriteFileSystem } from "../../src/ports/node-write-file-system.ts";

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
    expect(nodeFileSystem.readText(join(folder, "none"))).toBeUndefined();
    expect(nodeFileSystem.invalidUtf8?.(join(folder, "none"))).toBeUndefined();
  });

  test.each([
    ["plain", Buffer.from("text\n"), undefined],
    ["a U+FFFD of its own", Buffer.from("a\ufffdb"), undefined],
    ["Latin-1", Buffer.from("na\u00efve", "latin1"), 2],
    ["after others of more bytes", Buffer.concat([Buffer.from("\u00e9\u{1f600}\ufffd\ufffd"), Buffer.from([0xff])]), 5],
    ["behind a mark", Buffer.concat([Buffer.from("\ufeffab"), Buffer.from([0xe9, 0x20])]), 2],
    ["cut off at the end", Buffer.concat([Buffer.from("ab"), Buffer.from([0xe2, 0x82])]), 2],
    ["a surrogate", Buffer.concat([Buffer.from("ab"), Buffer.from([0xed, 0xa0, 0x80])]), 2],
  ])("where bytes are not UTF-8: %s", (_, bytes, expected) => {
    const path = join(folder, "bytes");
    writeFileSync(path, bytes);
    expect(nodeFileSystem.invalidUtf8?.(path)).toBe(expected);
    if (expected !== undefined) expect(nodeFileSystem.readText(path)?.[expected]).toBe("\ufffd");
    rmSync(path);
  });

  test("a folder and what is not there have no text", () => {
    expect(nodeFileSystem.readText(join(folder, "folder"))).toBeUndefined();
    expect(nodeFileSystem.readText(join(folder, "nothing"))).toBeUndefined();
    expect(nodeFileSystem.readText(join(folder, "plain/below"))).toBeUndefined();
  });

  test("there is nothing of a name that is longer than any can be", () => {
    for (const path of [join(folder, "n".repeat(300)), join(folder, "name/".repeat(2000))]) {
      expect(nodeFileSystem.readText(path)).toBeUndefined();
      expect(nodeFileSystem.list(path)).toEqual([]);
      expect(nodeFileSystem.exists(path)).toBe(false);
      expect(nodeWriteFileSystem.kind(path)).toBe("missing");
      expect(nodeWriteFileSystem.realPath(path)).toBeUndefined();
    }
  });

  test("a named pipe that nobody writes to does not hold anything up", () => {
    expect(() => nodeFileSystem.readText(join(folder, "pipe"))).toThrow(UnreadableFile);
  });

  test.each(["/dev/zero", "/dev/full", "/dev/tty", "/dev/null", "/dev/ptmx"])(
    "%s is no file, by whatever path",
    (device) => {
      if (!existsSync(device)) return;
      const link = join(folder, "device");
      symlinkSync(device, link);
      for (const path of [device, link]) {
        expect(() => nodeFileSystem.readText(path)).toThrow(UnreadableFile);
        expect(nodeByteFiles.read(path, 1 << 30)).toBeUndefined();
      }
      rmSync(link);
    },
  );

  test("a socket is no file", async () => {
    const path = join(folder, "socket");
    const server = createServer().listen(path);
    await once(server, "listening");
    expect(() => nodeFileSystem.readText(path)).toThrow(UnreadableFile);
    server.close();
  });

  test("what is larger than its kind may be is not read: a sparse file of gigabytes", () => {
    for (const name of ["large.ex", "mix.lock"]) {
      const path = join(folder, name);
      writeFileSync(path, "");
      truncateSync(path, 2 ** 31);
      const begun = process.memoryUsage().rss;
      expect(() => nodeFileSystem.readText(path)).toThrow(UnreadableFile);
      expect(nodeByteFiles.read(path, 1 << 20)).toBeUndefined();
      expect(process.memoryUsage().rss - begun).toBeLessThan(64 << 20);
      rmSync(path);
    }
  });

  test.runIf(existsSync("/proc/self/status"))("what has no size before it is read is read to its end", () => {
    expect(nodeFileSystem.readText("/proc/self/status")).toContain("Threads:");
  });

  test("below a file there is nothing, and a wildcard asks for that", () => {
    const below = join(folder, "plain/below");
    expect([nodeFileSystem.exists(below), nodeFileSystem.isDirectory(below)]).toEqual([false, false]);
    expect([nodeFileSystem.readText(below), nodeFileSystem.list(below)]).toEqual([undefined, []]);
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
