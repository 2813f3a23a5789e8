import { describe, expect, test } from "vitest";
import { build, inStore } from "./library.ts";

/** What the part writes, with the folder of the crate's programs in the build's own. */
function placed(script: string, then: string, files: Readonly<Record<string, string>>): string {
  const made = inStore(`
    let
      cargo = (partWith {
        runtimeShell = "/bin/sh";
        writeText = builtins.toFile;
        runCommand = name: attributes: text: text;
      } "programs").placePrograms [
        { directory = "native/a b"; crate = "built"; }
        { directory = "ws/one"; workspace = "ws"; crate = "built"; }
        { directory = "."; crate = "built"; }
      ];
    in cargo`) as string;
  // `runCommand` gave its script in the place of a path: it is run here, and its folder stands in PATH.
  const install = /PATH="(mkdir -p "\$out\/bin"[^]*?)\/bin:\$PATH"/.exec(made)?.[1] ?? "";
  const before = `export NIF2NIX_PROJECT="$(pwd -P)"\nout=$PWD/made\n${install}\nsed -i "s|built=\\"built\\"|built=$PWD/built|" made/bin/cargo\nexport PATH="$PWD/made/bin:$PATH"`;
  return build(`${before}\n${script}`, then, {
    "built/bin/shout": "program",
    "built/lib/libloud.so": "library",
    ...files,
  });
}

const files = { "native/a b/Cargo.toml": "", "ws/one/Cargo.toml": "", "other/Cargo.toml": "" };

describe("cargo in the build of a release", () => {
  test.each([
    ["cd 'native/a b' && cargo build --release", "native/a b/target/release/shout"],
    ["cargo build --manifest-path 'native/a b/Cargo.toml'", "native/a b/target/debug/shout"],
    ["cd ws/one && cargo +stable build -r --features x --bin shout", "ws/target/release/shout"],
    ["cd ws/one && CARGO_TARGET_DIR=/tmp/nowhere cargo build --target-dir ../out --profile dev", "ws/out/debug/shout"],
    [
      "cargo build --release --target x86_64-unknown-linux-musl --manifest-path ws/one/Cargo.toml",
      "ws/target/x86_64-unknown-linux-musl/release/shout",
    ],
    ["cargo install --path ws/one --root priv", "priv/bin/shout"],
  ])("%s leaves the program in %s", (script, file) => {
    expect(placed(script, `test -x '${file}' && cat '${file}'`, files)).toBe("program");
  });

  test("leaves libraries beside programs, which are all that it installs", () => {
    const list = "cargo build --release\ncargo install --path . --root priv";
    expect(placed(list, "echo target/release/* priv/bin/*", { ...files, "Cargo.toml": "" })).toBe(
      "target/release/libloud.so target/release/shout priv/bin/shout",
    );
  });

  test("builds nothing else", () => {
    expect(
      placed("! (cd other && cargo build)\n! cargo test --manifest-path ws/one/Cargo.toml", "echo none", files),
    ).toBe("none");
    expect(placed("cargo --version > said", "cat said", files)).toBe("cargo 0.0.0 (nif2nix)");
  });
});
