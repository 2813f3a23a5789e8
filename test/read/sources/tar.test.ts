import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, linkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import fc from "fast-check";
import { createTar } from "nanotar";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../../src/model/malformed.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";
import { readTar } from "../../../src/read/sources/tar.ts";

const long = `${"long_folder_name/".repeat(8)}file.txt`;
const veryLong = `${"x".repeat(180)}/${"y".repeat(120)}`;
const files: Readonly<Record<string, string>> = {
  "mix.exs": "a",
  "lib/empty.ex": "",
  "lib/ünï.ex": "é",
  "lib/block.bin": "b".repeat(512),
  [long]: "long",
};

describe("archives of tar", () => {
  test.each(["ustar", "pax", "gnu"])("in the format %s", (format) => {
    const wanted = format === "ustar" ? files : { ...files, [veryLong]: "very long" };
    const folder = mkdtempSync(`${tmpdir()}/nif2nix-tar-`);
    try {
      for (const [path, text] of Object.entries(wanted)) {
        mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
        writeFileSync(`${folder}/${path}`, text);
      }
      symlinkSync("/etc/passwd", `${folder}/link`);
      symlinkSync(`../${"z".repeat(150)}`, `${folder}/long_link`);
      linkSync(`${folder}/mix.exs`, `${folder}/zz_hard`);
      const keep = format === "ustar" ? ["--exclude=long_link"] : [];
      const archive = execFileSync("tar", [`--format=${format}`, ...keep, "--sort=name", "-cf", "-", "."], {
        cwd: folder,
      });
      const read = readTar(archive).map((file) => [file.path, Buffer.from(file.data).toString()]);
      expect(read.toSorted()).toEqual(Object.entries(wanted).toSorted());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("of another writer", () => {
    const archive = createTar([{ name: "dir/" }, { name: "./dir/a", data: "1" }, { name: "b", data: "2" }]);
    expect(readTar(archive).map(({ path }) => path)).toEqual(["dir/a", "b"]);
    // A view on a larger buffer, as node:zlib gives.
    const shifted = Buffer.concat([Buffer.alloc(100), archive]).subarray(100);
    expect(readTar(shifted).map(({ data }) => Buffer.from(data).toString())).toEqual(["1", "2"]);
  });

  test("none", () => {
    expect(readTar(new Uint8Array(0))).toEqual([]);
    expect(readTar(new Uint8Array(1024))).toEqual([]);
  });
});

describe("hostile archives", () => {
  test.each(["../up", "a/../../up", "/etc/passwd", "a/..", "..", "./", "//x"])("the path %s is refused", (name) => {
    expect(() => readTar(createTar([{ name, data: "x" }]))).toThrow(/unsafe path/);
  });

  test("a pax header may not name one either", () => {
    const record = "21 path=../../passwd\n";
    const archive = createTar([
      { name: "x", data: record },
      { name: "fine", data: "1" },
    ]);
    expect(() => readTar(retyped(archive, 0, "x"))).toThrow(/unsafe path/);
  });

  test("cut off, changed, or with a size that is none", () => {
    const archive = createTar([{ name: "a", data: "x".repeat(2000) }]);
    expect(() => readTar(archive.subarray(0, 1024))).toThrow("cut off");
    const changed = Uint8Array.from(archive);
    changed[0] = 98;
    expect(() => readTar(changed)).toThrow("checksum");
    for (const size of ["-0000000001\0", "9\0", "1e9\0", "77777777777\0"]) {
      const wrong = Uint8Array.from(archive);
      wrong.set(Buffer.from(size), 124);
      expect(() => readTar(resummed(wrong))).toThrow(Malformed);
    }
  });

  test.each([
    "14 size=-1536\n",
    "12 size=NaN\n",
    "17 size=Infinity\n",
    "12 size=1.5\n",
    "12 size=1e3\n",
    "12 size=0x1\n",
    "8 size=\n",
    "11 size= 1\n",
    "25 size=9007199254740993\n",
  ])("a pax header may not name a size that is none: %j", (record) => {
    const archive = createTar([
      { name: "x", data: record },
      { name: "fine", data: "1" },
    ]);
    expect(() => readTar(retyped(archive, 0, "x"))).toThrow(Malformed);
  });

  test.each(["12 path=abc\nx", "12 path=abc\n12", "12 path=abc\n0 x", "x", "-1 path=a\n", "0 path=a\n", "3 ="])(
    "a pax header that ends otherwise ends: %j",
    (record) => {
      const archive = createTar([
        { name: "x", data: record },
        { name: "fine", data: "1" },
      ]);
      expect(readTar(retyped(archive, 0, "x"))).toHaveLength(1);
    },
  );

  test("mutated ones are read or refused, in time", () => {
    const sample = createTar(Object.entries(files).map(([name, data]) => ({ name: name.slice(0, 99), data })));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 3 }),
        fc.nat(sample.length),
        (changes, end) => {
          const bytes = Uint8Array.from(sample);
          for (const [at, value] of changes) bytes[at] = value;
          // With the sums put right again, so that the mutation reaches what follows the check.
          for (const input of [bytes, resummed(bytes), resummed(bytes).subarray(0, end)]) {
            try {
              for (const file of readTar(input)) expect(file.path).not.toMatch(/^\/|(^|\/)\.\.?(\/|$)/);
            } catch (error) {
              if (!(error instanceof Malformed)) throw error;
            }
          }
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
  });
});

describe("an archive as a folder", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const archive = archiveAt("/hex/p-1.0.0", [
    { path: "mix.exs", data: bytes("\uFEFFfirst") },
    { path: "lib/b.ex", data: bytes("b") },
    { path: "lib/a/c.ex", data: bytes("é") },
    { path: "lib/b.ex", data: bytes("again") },
  ]);

  test("reads as the machine's file system does", () => {
    expect(archive.readText("/hex/p-1.0.0/mix.exs")).toBe("first");
    expect(archive.readText("/hex/p-1.0.0/lib/../lib/./a/c.ex")).toBe("é");
    expect(archive.readText("/hex/p-1.0.0/lib/b.ex")).toBe("again");
    expect(archive.readText("/hex/p-1.0.0/lib")).toBeUndefined();
    expect(archive.readText("/etc/passwd")).toBeUndefined();
    expect(archive.readText("/hex/p-1.0.0/../../../etc/passwd")).toBeUndefined();
    expect(archive.list("/hex/p-1.0.0")).toEqual([
      { name: "lib", directory: true },
      { name: "mix.exs", directory: false },
    ]);
    expect(archive.list("/hex/p-1.0.0/lib/").map(({ name }) => name)).toEqual(["a", "b.ex"]);
    expect(archive.list("/hex/p-1.0.0/none")).toEqual([]);
    expect([archive.exists("/hex/p-1.0.0/lib/a"), archive.isDirectory("/hex/p-1.0.0/lib/a")]).toEqual([true, true]);
    expect([archive.exists("/hex/p-1.0.0/lib/b.ex"), archive.isDirectory("/hex/p-1.0.0/lib/b.ex")]).toEqual([
      true,
      false,
    ]);
    expect(archive.realPath("/hex/p-1.0.0/lib/../x")).toBe("/hex/p-1.0.0/x");
  });

  test.each([[["a", "a/b"]], [["a/b", "a"]]])("%j cannot both be", (paths) => {
    expect(() =>
      archiveAt(
        "/x",
        paths.map((path) => ({ path, data: bytes("") })),
      ),
    ).toThrow("both a file and a folder");
  });

  test("names that mean something to JavaScript are names", () => {
    const odd = archiveAt("/x", [{ path: "__proto__/constructor", data: bytes("1") }]);
    expect(odd.readText("/x/__proto__/constructor")).toBe("1");
    expect(odd.exists("/x/toString")).toBe(false);
  });
});

/** The archive with the type of the header at an offset changed, and its checksum made right. */
function retyped(archive: Uint8Array, at: number, type: string): Uint8Array {
  const changed = Uint8Array.from(archive);
  changed[at + 156] = type.charCodeAt(0);
  return resummed(changed);
}

/** Every block that looks like a header gets the right checksum. */
function resummed(archive: Uint8Array): Uint8Array {
  const result = Uint8Array.from(archive);
  for (let at = 0; at + 512 <= result.length; at += 512) {
    if (Buffer.from(result.subarray(at + 257, at + 262)).toString() !== "ustar") continue;
    result.fill(0x20, at + 148, at + 156);
    const sum = result.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    result.set(Buffer.from(`${sum.toString(8).padStart(6, "0")}\0 `), at + 148);
  }
  return result;
}
