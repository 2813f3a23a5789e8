import { expect, test } from "vitest";
import { build, inLibrary, path } from "./library.ts";

const { makePortable } = inLibrary(
  `{ makePortable = (import ${path("src/emit/library/portable.nix")} { inherit (packages) lib stdenv; }).makePortable null; }`,
) as { makePortable: string };

const sources = {
  "other.c": "int other(void) { return 1; }\n",
  "first.c": "int other(void); int first(void) { return other(); }\n",
  "main.c": "int main(void) { return 0; }\n",
};
const other = "cc -shared -fPIC -Wl,-soname,libother.so.1 -o libother.so.1 other.c";
const first = `${other}\ncc -shared -fPIC -o first.so first.c -L. -l:libother.so.1 -Wl,-rpath,'$ORIGIN' -Wl,-rpath,/build/of/it`;

test("a library finds those that are shipped beside it, and no folder of the build", () => {
  expect(
    build(
      `NIX_STORE=/nix/store\n${makePortable}\n${first}\nmakePortable first.so libother.so.1`,
      "patchelf --print-rpath first.so",
      sources,
    ),
  ).toBe("$ORIGIN");
  expect(() =>
    build(`NIX_STORE=/nix/store\n${makePortable}\n${first}\nmakePortable first.so first.so`, "true", sources),
  ).toThrow("first.so needs libraries that other machines may not have: libother.so.1");
});

test("a program is started by the loader of the system", () => {
  const store = `/nix/store/${"a".repeat(32)}-glibc/lib`;
  for (const [loader, found] of [
    ["ld-linux-x86-64.so.2", "/lib64/ld-linux-x86-64.so.2"],
    ["ld-linux-aarch64.so.1", "/lib/ld-linux-aarch64.so.1"],
  ])
    expect(
      build(
        `NIX_STORE=/nix/store\n${makePortable}\ncc -o main main.c -Wl,--dynamic-linker=${store}/${loader}\nmakePortable main`,
        "patchelf --print-interpreter main",
        sources,
      ),
    ).toBe(found);
});
