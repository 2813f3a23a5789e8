import { describe, expect, test } from "vitest";
import { readInMemory } from "./memory.ts";

const files = {
  "p/native/x/Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\n\n[lib]\ncrate-type = ["cdylib"]\n',
  "p/native/x/Cargo.lock": 'version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\n',
  "p/native/x/src/lib.rs": "",
};

const needsOf = (configs: Readonly<Record<string, string>>) => {
  const crate = readInMemory({ ...files, ...configs }).crate;
  return { tools: crate?.tools.map(({ program }) => program), flags: crate?.flags, targets: crate?.buildTargets };
};

describe("what cargo's configuration asks for", () => {
  test.each([
    ["nothing", "", []],
    ["a linker", '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\n', ["clang"]],
    ["a linker by a condition", '[target.\'cfg(target_os = "linux")\']\nlinker = "clang"\n', ["clang"]],
    ["none for other systems", '[target.x86_64-pc-windows-gnu]\nlinker = "x86_64-w64-mingw32-gcc"\n', []],
    ["none for other processors", '[target.arm-unknown-linux-gnueabihf]\nlinker = "arm-linux-gnueabihf-gcc"\n', []],
    ["one for musl", '[target.aarch64-unknown-linux-musl]\nlinker = "rust-lld"\n', ["rust-lld"]],
    ["none by a condition of others", '[target.\'cfg(target_os = "ios")\']\nlinker = "x"\n', []],
    [
      "one among the flags",
      '[build]\nrustflags = ["-C", "linker=clang", "-Clink-arg=-fuse-ld=lld"]\n',
      ["clang", "ld.lld"],
    ],
    [
      "one in a string of flags",
      '[build]\nrustflags = "-C link-arg=-fuse-ld=mold -C target-cpu=native"\n',
      ["ld.mold"],
    ],
    ["one by its path", '[build]\nrustflags = ["-Clink-args=--ld-path=/opt/wild -v"]\n', ["/opt/wild"]],
    ["a cache", '[build]\nrustc-wrapper = "sccache"\n', ["sccache"]],
  ])("%s", (_name, text, expected) => {
    expect(needsOf({ "p/native/x/.cargo/config.toml": text }).tools).toEqual(expected);
  });

  test("files of all folders count, each program once, with its place", () => {
    const { crate } = readInMemory({
      ...files,
      "p/native/x/.cargo/config.toml": '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\n',
      ".cargo/config.toml": '# clang\n[target.aarch64-unknown-linux-gnu]\nlinker = "clang"\n',
    });
    expect(crate?.tools).toMatchObject([{ place: { file: "native/x/.cargo/config.toml", line: 2 } }]);
  });

  test.each([
    ['[build]\nrustflags = ["--cfg", "a"]\n', true, false],
    [
      '[build]\nrustflags = ["--cfg", "a"]\n[target.x86_64-unknown-linux-gnu]\nrustflags = ["--cfg", "b"]\n',
      true,
      true,
    ],
    ["[build]\nrustflags = []\n", false, false],
    ['[build]\nrustflags = ["--cfg", "a"]\n[target.x86_64-pc-windows-msvc]\nrustflags = ["--cfg", "b"]\n', true, false],
  ])("%j: flags under [build] is %s, under a target %s", (text, build, target) => {
    expect(needsOf({ "p/native/x/.cargo/config.toml": text }).flags).toEqual({ build, target });
  });

  test("targets to build for: those of the nearest file, as cargo takes them", () => {
    const targets = (configs: Readonly<Record<string, string>>) =>
      needsOf(configs).targets?.map(({ target, place }) => [target, place.file, place.line]);
    const outer = { ".cargo/config.toml": '[build]\ntarget = "x86_64-unknown-linux-gnu"\n' };
    const [near, far] = ["native/x/.cargo/config.toml", "../.cargo/config.toml"];
    expect(targets(outer)).toEqual([["x86_64-unknown-linux-gnu", far, 2]]);
    expect(targets({ ...outer, "p/native/x/.cargo/config.toml": '[build]\n\ntarget = ["a", "b"]\n' })).toEqual([
      ["a", near, 3],
      ["b", near, 3],
    ]);
    expect(targets({ ...outer, "p/native/x/.cargo/config.toml": "[build]\njobs = 1\n" })).toHaveLength(1);
    expect(targets({})).toEqual([]);
  });
});
