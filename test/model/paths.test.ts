import { posix } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinPath, parentPath, relativePath } from "../../src/model/paths.ts";

/** Paths with everything that needs normalising, and names that only look like it. */
const segment = fc.constantFrom("a", "b", "lib", ".", "..", "", ".a", "..a", "a.", "a..", "a.b", "...", " ");
const path = fc.tuple(fc.constantFrom("", "/", "//"), fc.array(segment, { maxLength: 5 })).map(([start, names]) => {
  return start + names.join("/");
});
const absolute = path.map((each) => `/${each}`);

const withoutEnd = (joined: string): string => (joined.length > 1 ? joined.replace(/\/$/, "") : joined);

const often = { numRuns: 3000 };

describe("paths are what Node's own functions make of them", () => {
  test("joined", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(joinPath(a, b)).toBe(withoutEnd(posix.join(a, b)));
      }),
      often,
    );
  });

  test("a folder's parent", () => {
    fc.assert(
      fc.property(path, (a) => {
        expect(parentPath(a)).toBe(withoutEnd(posix.join(a, "..")));
      }),
      often,
    );
  });

  test("relative to another", () => {
    const inside = fc.tuple(absolute, path).map(([folder, below]) => [folder, `${folder}/${below}`] as const);
    fc.assert(
      fc.property(fc.oneof(fc.tuple(absolute, absolute), inside), ([from, to]) => {
        expect(relativePath(from, to)).toBe(posix.relative(from, to) || ".");
      }),
      often,
    );
  });
});
