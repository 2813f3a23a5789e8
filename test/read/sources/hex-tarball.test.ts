import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../../src/model/malformed.ts";
import { unpackHexTarball, WrongChecksum } from "../../../src/read/sources/hex-tarball.ts";
import { makePackage, sha256, type Changes } from "./hex-package.ts";

describe("a package", () => {
  test("is unpacked with its metadata", () => {
    const { tarball, entry } = makePackage("one", { "mix.exs": "x", "native/a/Cargo.toml": "[package]" });
    const { files, metadata } = unpackHexTarball(tarball, entry);
    expect(metadata).toMatchObject({ name: "one", version: "1.0.0", buildTools: ["mix"] });
    expect(files.path).toBe("/hex/one-1.0.0");
    expect(files.readText(`${files.path}/native/a/Cargo.toml`)).toBe("[package]");
  });

  test("is enough where the lock has one of the two checksums", () => {
    const { tarball, entry } = makePackage("one");
    expect(unpackHexTarball(tarball, { ...entry, innerChecksum: null }).metadata.name).toBe("one");
    expect(unpackHexTarball(tarball, { ...entry, outerChecksum: null }).metadata.name).toBe("one");
    expect(() => unpackHexTarball(tarball, { ...entry, innerChecksum: null, outerChecksum: null })).toThrow(
      "no checksum",
    );
  });
});

describe("another checksum is told from another format", () => {
  const { tarball, entry } = makePackage("one");
  test.each([
    ["the outer one", tarball, { ...entry, outerChecksum: sha256("x") }],
    ["the inner one", tarball, { ...entry, innerChecksum: sha256("x") }],
    ["a changed byte", tarball.map((byte, index) => (index === 600 ? byte ^ 1 : byte)), entry],
    ["a longer file", Buffer.concat([tarball, Buffer.alloc(1)]), entry],
  ])("%s", (_what, bytes, locked) => {
    expect(() => unpackHexTarball(bytes, locked)).toThrow(WrongChecksum);
  });

  test("a CHECKSUM that is not that of the contents", () => {
    const made = makePackage("one", undefined, { checksum: sha256("x") });
    expect(() => unpackHexTarball(made.tarball, made.entry)).toThrow(WrongChecksum);
  });
});

describe("a malformed package is refused though its checksums are right", () => {
  test.each<[string, Changes, string]>([
    ["no VERSION", { leaveOut: "VERSION" }, "the tarball has no VERSION"],
    ["no CHECKSUM", { leaveOut: "CHECKSUM" }, "the tarball has no CHECKSUM"],
    ["no metadata", { leaveOut: "metadata.config" }, "the tarball has no metadata.config"],
    ["no contents", { leaveOut: "contents.tar.gz" }, "the tarball has no contents.tar.gz"],
    ["version 2", { version: "2" }, "the tarball is not of version 3"],
    ["no gzip", { contents: Buffer.from("plain") }, "its contents cannot be unpacked, or are too large"],
    ["a bomb", { contents: gzipSync(Buffer.alloc(257 << 20)) }, "its contents cannot be unpacked, or are too large"],
    ["a path that leads out", { contents: gzipSync(createTar([{ name: "../x", data: "x" }])) }, "unsafe path"],
    ["no metadata in it", { metadata: "nothing" }, "no Erlang terms"],
    ["large metadata", { metadata: "%".repeat((1 << 20) + 1) }, "the metadata is larger than 1 MiB"],
    [
      "another name",
      { metadata: '{<<"name">>,<<"two">>}.\n{<<"version">>,<<"1.0.0">>}.\n' },
      "it holds two 1.0.0, not one 1.0.0",
    ],
    [
      "another version",
      { metadata: '{<<"name">>,<<"one">>}.\n{<<"version">>,<<"1.0.1">>}.\n' },
      "it holds one 1.0.1, not one 1.0.0",
    ],
  ])("%s", (_what, changes, words) => {
    const { tarball, entry } = makePackage("one", undefined, changes);
    const unpack = (): unknown => unpackHexTarball(tarball, entry);
    expect(unpack).toThrow(Malformed);
    expect(unpack).toThrow(words);
    expect(unpack).not.toThrow(WrongChecksum);
  });
});
