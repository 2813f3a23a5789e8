import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import type { HexLockEntry } from "../../../src/model/lock.ts";

export interface MadePackage {
  readonly tarball: Uint8Array;
  readonly entry: HexLockEntry;
}

/** What a made package differs in from a right one. */
export interface Changes {
  readonly version?: string;
  readonly checksum?: string;
  readonly metadata?: string;
  readonly contents?: Uint8Array;
  readonly leaveOut?: string;
  readonly entry?: Partial<HexLockEntry>;
}

/** A package in Hex's format (hex_specifications, "Package tarball"), and the lock entry that it belongs to. */
export function makePackage(
  name: string,
  files: Readonly<Record<string, string>> = { "mix.exs": "defmodule P do\nend\n" },
  changes: Changes = {},
): MadePackage {
  const version = changes.version ?? "3";
  const metadata =
    changes.metadata ?? `{<<"name">>,<<"${name}">>}.\n{<<"version">>,<<"1.0.0">>}.\n{<<"build_tools">>,[<<"mix">>]}.\n`;
  const contents =
    changes.contents ?? gzipSync(createTar(Object.entries(files).map(([path, data]) => ({ name: path, data }))));
  const inner = sha256(version, metadata, contents);
  const outer = [
    { name: "VERSION", data: version },
    { name: "CHECKSUM", data: changes.checksum ?? inner.toUpperCase() },
    { name: "metadata.config", data: metadata },
    { name: "contents.tar.gz", data: contents },
  ];
  const tarball = createTar(outer.filter((file) => file.name !== changes.leaveOut));
  return {
    tarball,
    entry: {
      kind: "hex",
      app: name,
      package: name,
      version: "1.0.0",
      innerChecksum: inner,
      outerChecksum: sha256(tarball),
      managers: ["mix"],
      requires: [],
      repo: "hexpm",
      place: { file: "mix.lock", line: 2, column: 3 },
      ...changes.entry,
    },
  };
}

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
