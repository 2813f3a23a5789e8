import { expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { readCargoLock } from "../../../src/read/cargo/cargo-lock.ts";
import { gitSource } from "../../../src/read/cargo/git-source.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";

const toml = await loadToml();
const read = (text: string) => readCargoLock(toml, new SourceFile("Cargo.lock", text), new Diagnostics());

const registry = "registry+https://github.com/rust-lang/crates.io-index";
const sum = "dcaebe64c1f8e4aa0c8d9a9ce4e0d5d0aa3d1a42ec4b4bcb1b3dcc2b6c8d6a01";
const commit = "9f4f6ed5a3f4a7e4b1c0a3c9b6dcb4f8f7e6d5c4";

test("version 1 keeps checksums in a table of their own", () => {
  const lock = read(`
[root]
name = "old"
version = "0.0.1"
dependencies = ["itoa 1.0.1 (${registry})"]

[[package]]
name = "itoa"
version = "1.0.1"
source = "${registry}"

[[package]]
name = "fork"
version = "0.2.0"
source = "git+https://example.com/fork?branch=a/b#${commit}"

[metadata]
"checksum itoa 1.0.1 (${registry})" = "${sum}"
"checksum fork 0.2.0 (git+https://example.com/fork?branch=a/b#${commit})" = "<none>"
`);
  expect(lock).toEqual({
    version: 1,
    packages: [
      { name: "old", version: "0.0.1", source: null, checksum: null, dependencies: [`itoa 1.0.1 (${registry})`] },
      { name: "itoa", version: "1.0.1", source: registry, checksum: sum, dependencies: [] },
      {
        name: "fork",
        version: "0.2.0",
        source: `git+https://example.com/fork?branch=a/b#${commit}`,
        checksum: null,
        dependencies: [],
      },
    ],
  });
});

test("versions 2, 3 and 4 keep checksums with the package", () => {
  const body = `
[[package]]
name = "itoa"
version = "1.0.1"
source = "${registry}"
checksum = "${sum}"

[[package]]
name = "own"
version = "0.1.0"
dependencies = [
 "itoa",
 "rand 0.8.5",
]
`;
  const packages = [
    { name: "itoa", version: "1.0.1", source: registry, checksum: sum, dependencies: [] },
    { name: "own", version: "0.1.0", source: null, checksum: null, dependencies: ["itoa", "rand 0.8.5"] },
  ];
  expect(read(body)).toEqual({ version: 2, packages });
  expect(read(`version = 3\n${body}`)).toEqual({ version: 3, packages });
  expect(read(`version = 4\r\n${body.replaceAll("\n", "\r\n")}`)).toEqual({ version: 4, packages });
});

// As cargo 1.95 writes a branch named a/b+c#d into a lock of each version.
test("git sources, with names encoded from version 4 on", () => {
  const reference = { kind: "branch", name: "a/b+c#d" };
  expect(gitSource(`git+https://example.com/r.git?branch=a%2Fb%2Bc%23d#${commit}`, 4)).toEqual({
    url: "https://example.com/r.git",
    rev: commit,
    reference,
  });
  expect(gitSource(`git+https://example.com/r.git?branch=a/b+c#d#${commit}`, 3)).toEqual({
    url: "https://example.com/r.git",
    rev: commit,
    reference,
  });
  expect(gitSource(`git+ssh://git@example.com/r?tag=v1#${commit}`, 3)?.reference).toEqual({ kind: "tag", name: "v1" });
  expect(gitSource(`git+https://example.com/r#${commit}`, 4)?.reference).toBeNull();
  expect(gitSource(registry, 4)).toBeUndefined();
});
