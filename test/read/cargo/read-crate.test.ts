import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { cargo, cargoMetadata, copyFiles, fixtures, readFixture } from "./oracle.ts";

/** Each fixture crate with what its build needs and nothing more. */
const cases = [
  {
    limit: "single",
    root: "single",
    crate: "native/hello-nif",
    sources: [
      ".cargo/config.toml",
      "README.md",
      "assets/table.bin",
      "native/hello-nif",
      "shared/helper.rs",
      "shared/words.txt",
    ],
    standIns: [],
  },
  { limit: "named", root: "named", crate: "native/core", sources: ["native/core", "proto/nif.proto"], standIns: [] },
  {
    limit: "workspace",
    root: "workspace",
    crate: "native/first",
    sources: [
      "Cargo.lock",
      "Cargo.toml",
      "crates/common",
      "crates/helps",
      "crates/plain/Cargo.toml",
      "crates/testing/Cargo.toml",
      "native/first",
      "native/second-one/Cargo.toml",
      "tools/cli/Cargo.toml",
    ],
    standIns: [
      "crates/plain/src/lib.rs",
      "crates/testing/src/lib.rs",
      "native/second-one/src/lib.rs",
      "tools/cli/build.rs",
      "tools/cli/examples/show/main.rs",
      "tools/cli/src/main.rs",
    ],
  },
  {
    limit: "workspace",
    root: "workspace",
    crate: "native/second-one",
    sources: [
      "Cargo.lock",
      "Cargo.toml",
      "crates/common/Cargo.toml",
      "crates/helps/Cargo.toml",
      "crates/plain",
      "crates/testing/Cargo.toml",
      "native/first/Cargo.toml",
      "native/second-one",
      "tools/cli/Cargo.toml",
    ],
    standIns: [
      "crates/common/build.rs",
      "crates/common/src/lib.rs",
      "crates/helps/src/lib.rs",
      "crates/testing/src/lib.rs",
      "native/first/src/lib.rs",
      "tools/cli/build.rs",
      "tools/cli/examples/show/main.rs",
      "tools/cli/src/main.rs",
    ],
  },
  { limit: "workspace", root: "workspace", crate: "native/apart", sources: ["native/apart"], standIns: [] },
  {
    limit: "nested",
    root: "nested",
    crate: "native/member",
    sources: ["Cargo.lock", "Cargo.toml", "native/member"],
    standIns: [],
  },
  { limit: "nested", root: "nested", crate: "native/solo", sources: ["native/solo"], standIns: [] },
  {
    limit: "pointer",
    root: "pointer/app",
    crate: "native/far",
    sources: ["../rust/ws/Cargo.lock", "../rust/ws/Cargo.toml", "../rust/ws/near/Cargo.toml", "native/far"],
    standIns: ["../rust/ws/near/src/lib.rs"],
  },
  {
    limit: "root-package",
    root: "root-package",
    crate: ".",
    sources: ["Cargo.lock", "Cargo.toml", "build.rs", "c_src/code.c", "priv/text.txt", "src", "tools/gen/Cargo.toml"],
    standIns: ["tools/gen/src/main.rs"],
  },
  {
    limit: "outside",
    root: "outside/app",
    crate: "native/x",
    sources: ["../engine/Cargo.toml", "../engine/core", "native/x"],
    standIns: ["../engine/src/lib.rs"],
  },
  {
    limit: "patched",
    root: "patched",
    crate: "native/p",
    sources: [".cargo/config.toml", "native/p", "vendor/itoa", "vendor/ryu"],
    standIns: [],
  },
  { limit: "unread", root: "unread", crate: "native/some", sources: ["native/some"], standIns: [] },
] as const;

describe.each(cases)("$root $crate", ({ limit, root, crate: folder, sources, standIns }) => {
  const { crate, findings } = readFixture(limit, root, folder);
  const project = join(fixtures, root);

  test("is what cargo metadata says", () => {
    const metadata = cargoMetadata(join(project, folder), "--no-deps");
    const said = metadata.packages.find((one) => one.manifest_path === join(project, folder, "Cargo.toml"));
    const library = said?.targets.find((target) => target.crate_types.some((type) => type.endsWith("lib")));
    expect({
      name: crate?.packageName,
      version: crate?.version,
      libName: crate?.libName,
      workspace: crate?.workspaceManifest,
    }).toEqual({
      name: said?.name,
      version: said?.version,
      libName: library?.name,
      workspace: relative(project, join(metadata.workspace_root, "Cargo.toml")),
    });
    const located = cargo(join(project, folder), "locate-project", "--workspace", "--message-format=plain").trim();
    expect(crate?.workspaceManifest).toBe(relative(project, located));
  });

  test("locks the packages that cargo resolves", () => {
    const resolved = cargoMetadata(join(project, folder), "--locked");
    const names = resolved.packages.map((one) => `${one.name} ${one.version}`).sort();
    expect(crate?.locked.map((one) => `${one.name} ${one.version}`).sort()).toEqual(names);
  });

  test("builds from its sources alone", () => {
    expect(crate).toMatchObject({ sources, standIns });
    const repository = join(fixtures, limit);
    const copy = copyFiles(repository, project, crate ?? { sources: [], standIns: [], unread: [] });
    const copied = join(copy, relative(repository, project), folder);
    try {
      const target = join(copy, "target-of-test");
      cargoMetadata(copied, "--locked");
      cargo(copied, "build", "--offline", "--locked", "-p", crate?.packageName ?? "", "--target-dir", target);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  test("has no finding but a lock that is not read", () => {
    const expected = folder === "native/second-one" ? ["cargo-lock-ignored"] : [];
    expect(findings.map((finding) => finding.code)).toEqual(expected);
  });
});

test("names the toolchain file", () => {
  expect(readFixture("single", "single", "native/hello-nif").crate?.toolchain?.path).toBe("rust-toolchain.toml");
  expect(readFixture("named", "named", "native/core").crate?.toolchain).toBeNull();
});

test("takes the lock of the workspace for members, the own one for others", () => {
  const lockOf = (crate: string): string | null | undefined =>
    readFixture("workspace", "workspace", crate).crate?.cargoLock;
  expect(lockOf("native/second-one")).toBe("Cargo.lock");
  expect(lockOf("native/apart")).toBe("native/apart/Cargo.lock");
});

test("leaves out what lies beside a library and is not read, unless its code names it", () => {
  const { crate } = readFixture("unread", "unread", "native/some");
  expect(crate?.sources).toEqual(["native/some"]);
  expect(crate?.unread).toEqual(["native/some/CHANGELOG.md", "native/some/tests"]);
});
