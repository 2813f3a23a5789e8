import { expect, test } from "vitest";
import { largeFiles } from "../../../src/read/git/large-files.ts";
import { memoryFileSystem } from "../mix/memory.ts";

test("patterns of .gitattributes that Git LFS keeps", () => {
  const fs = memoryFileSystem({
    "/r/.gitattributes": [
      "# *.comment filter=lfs",
      "*.onnx filter=lfs diff=lfs merge=lfs -text",
      "*.ex text",
      '"with space.bin" -text filter=lfs',
      "*.png filter=lfs-not",
      "*.nix linguist-generated",
    ].join("\n"),
    "/r/app/.gitattributes": "models/** filter=lfs\r\n",
  });
  const found = largeFiles(["/r", "/r/app", "/r"], fs, (path) => path.slice(3));
  expect(found.map(({ pattern, place }) => [pattern, place.file, place.line])).toEqual([
    ["*.onnx", ".gitattributes", 2],
    ['"with space.bin"', ".gitattributes", 4],
    ["models/**", "app/.gitattributes", 1],
  ]);
});
