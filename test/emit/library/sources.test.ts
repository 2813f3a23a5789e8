import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { library } from "./library.ts";

/** Files that real Nix puts in the store for a source. */
function keptOf(files: readonly string[], source: (folder: string) => string): readonly string[] {
  const written = files.map((file) => ({ path: file, text: "", ownership: "user" as const }));
  return withFiles(written, (folder) => {
    const expression = `${library} "\${${source(folder)}}"`;
    const argv = ["--eval", "--read-write-mode", "--json", "-E", expression];
    const kept = JSON.parse(execFileSync("nix-instantiate", argv, { encoding: "utf8", stdio: "pipe" })) as string;
    return readdirSync(kept, { recursive: true, withFileTypes: true })
      .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(kept.length + 1)] : []))
      .toSorted();
  });
}

describe("which files reach a build", () => {
  test("a release: not what Mix, cargo and editors leave behind, but folders of the same name that hold sources", () => {
    const kept = keptOf(
      [
        "mix.exs",
        ".github/workflows/ci.yml",
        ".formatter.exs",
        "priv/templates/.formatter.exs",
        "Dockerfile",
        "lib/my_app/deps/graph.ex",
        "lib/my_app/result/parser.ex",
        "lib/my_app/_build/plan.ex",
        "native/my_nif/Cargo.toml",
        "native/my_nif/target/release/libmy_nif.so",
        "deps/jason/mix.exs",
        "_build/prod/lib/my_app/ebin/my_app.app",
        "assets/node_modules/left-pad/index.js",
        "priv/native/libmy_nif.so",
        "priv/native/libmy_nif-v0.1.0-nif-2.15-x86_64-unknown-linux-gnu.so",
        "priv/native/libmy_nif_too.so",
        "apps/child/mix.exs",
        "apps/child/deps/jason/mix.exs",
        "flake.nix",
        "nix/deps.nix",
      ],
      (folder) =>
        `(part "sources").onlySources { root = ${folder}; projects = [ "." ]; crates = [ "my_nif" ]; sources = [ "." ]; except = [ "flake.nix" "nix" ".formatter.exs" ]; }`,
    );
    expect(kept).toEqual([
      "apps/child/mix.exs",
      "lib/my_app/_build/plan.ex",
      "lib/my_app/deps/graph.ex",
      "lib/my_app/result/parser.ex",
      "mix.exs",
      "native/my_nif/Cargo.toml",
      "priv/native/libmy_nif_too.so",
      "priv/templates/.formatter.exs",
    ]);
  });

  test("of a project what Mix reads in it, and what is named besides", () => {
    const files = [
      "mix.exs",
      "lib/a.ex",
      "src/a.erl",
      "priv/a.txt",
      "scripts/a.sh",
      "content/a.md",
      "content/b.md",
      ".env",
      "README.md",
    ];
    const kept = keptOf(
      files.flatMap((file) => [file, `apps/one/${file}`]),
      (folder) =>
        `(part "sources").onlySources { root = ${folder}; projects = [ "apps/one" ]; sources = [ "mix.exs" "content/a.md" ]; }`,
    );
    const ofOne = ["lib/a.ex", "mix.exs", "priv/a.txt", "src/a.erl"].map((file) => `apps/one/${file}`);
    expect(kept).toEqual([...ofOne, "content/a.md", "mix.exs"]);
  });

  test("a crate: modules named deps and result are sources", () => {
    const kept = keptOf(
      [
        "Cargo.toml",
        "Cargo.lock",
        "src/lib.rs",
        "src/deps/mod.rs",
        "src/result/mod.rs",
        "target/release/x",
        "README.md",
      ],
      (folder) => `((part "rust-platform").buildByRustPlatform {
        pname = "my_nif"; version = "1"; libName = "my_nif"; root = ${folder}; cargoLock = "${folder}/Cargo.lock";
        sources = [ "Cargo.toml" "Cargo.lock" "src" ];
      }).src`,
    );
    expect(kept).toEqual(["Cargo.lock", "Cargo.toml", "src/deps/mod.rs", "src/lib.rs", "src/result/mod.rs"]);
  });
});

test("what is named and is not there is no failure; folders without a file are left out", () => {
  const kept = keptOf(
    ["Cargo.toml", "src/lib.rs", "docs/a.md"],
    (folder) => `((part "sources").onlySources {
    root = ${folder}; sources = [ "Cargo.toml" "src" "benches" ]; except = [ "src/bin" ];
  })`,
  );
  expect(kept).toEqual(["Cargo.toml", "src/lib.rs"]);
});
