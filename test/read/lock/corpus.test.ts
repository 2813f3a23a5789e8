import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { readLock } from "../../../src/read/lock/read-lock.ts";
import { weRead } from "./oracle.ts";

/** Locks of real projects with what Elixir's own parser reads from each. Not part of this repository. */
const corpus = process.env["NIF2NIX_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
const present = existsSync(`${corpus}/locks.jsonl`);
if (!present) console.warn(`locks of real projects were not read: there is no ${corpus}/locks.jsonl`);

interface Line {
  readonly f: string;
  readonly ok?: unknown;
  readonly err?: string;
}

describe.skipIf(!present)("locks of real projects", () => {
  const lines = present
    ? readFileSync(`${corpus}/locks.jsonl`, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Line)
    : [];
  const textOf = (line: Line): string => readFileSync(`${corpus}/${line.f}`, "utf8");

  test("every term is the one that Elixir reads, order and duplicates too", () => {
    const readable = lines.filter((line) => line.ok !== undefined);
    expect(readable.length).toBeGreaterThan(100);
    const equal = readable.filter((line) => same(weRead(textOf(line)), line.ok));
    expect(readable.filter((line) => !equal.includes(line)).map((line) => line.f)).toEqual([]);
    console.log(`locks equal: ${equal.length} / ${readable.length}`);
  });

  test("what Elixir rejects is rejected, in the same place", () => {
    const faulty = lines.filter((line) => line.err !== undefined);
    expect(faulty.length).toBeGreaterThan(0);
    for (const line of faulty) {
      const [, row, column] = /line: (\d+), column: (\d+)/.exec(line.err ?? "") ?? [];
      expect(weRead(textOf(line)), line.f).toEqual({ err: [Number(row), Number(column)] });
    }
  });

  test("every entry is understood and none refused", () => {
    for (const line of lines.filter((candidate) => candidate.ok !== undefined)) {
      const diagnostics = new Diagnostics();
      const lock = readLock(new SourceFile(line.f, textOf(line)), diagnostics);
      const keys = keysOf(line.ok);
      expect(diagnostics.list.filter((diagnostic) => diagnostic.code !== "lock-duplicate")).toEqual([]);
      expect([...lock.keys()].toSorted()).toEqual([...new Set(keys)].toSorted());
      expect(diagnostics.list).toHaveLength(keys.length - lock.size);
    }
  });
});

/** Numbers are plain in the corpus. */
function same(reading: unknown, expected: unknown): boolean {
  const plain = JSON.stringify(reading, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "i" in value ? Number(value.i) : value,
  );
  return plain === JSON.stringify({ ok: expected });
}

function keysOf(term: unknown): string[] {
  const pairs = (Array.isArray(term) ? term : (term as { m?: unknown[] }).m) ?? [];
  return (pairs as { t: [{ a: string }] }[]).map((pair) => pair.t[0].a);
}
