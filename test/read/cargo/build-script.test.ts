import { expect, test } from "vitest";
import { readInMemory } from "./memory.ts";

const fetching = (dependencies: string, script: string, file = "build.rs", build = "") => {
  const { crate } = readInMemory({
    "p/native/x/Cargo.toml": `[package]\nname = "x"\nversion = "1.0.0"\n${build}\n[lib]\ncrate-type = ["cdylib"]\n\n[build-dependencies]\n${dependencies}`,
    "p/native/x/Cargo.lock": 'version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\n',
    "p/native/x/src/lib.rs": "",
    [`p/native/x/${file}`]: script,
  });
  return crate?.fetching?.map(({ by, variables, place }) => [by, variables, place.line]);
};

test.each([
  [
    "a crate that speaks HTTP",
    'ureq = "2"\n',
    'fn main() {\n  let out = std::env::var("OUT_DIR").unwrap();\n  if let Ok(p) = env::var("MY_MODEL") { return; }\n  ureq::get("https://example.com/m").call();\n}',
    [[["ureq"], ["MY_MODEL"], 4]],
  ],
  [
    "one under another name",
    'http = { package = "reqwest", version = "0.12" }\n',
    "fn main() { http::blocking::get(1); }",
    [[["http"], [], 1]],
  ],
  [
    "a program",
    "",
    'fn main() { Command::new("curl").arg("-O"); let a = std::env::var_os("A_LIB"); }',
    [[["curl"], ["A_LIB"], 1]],
  ],
  ["one that is not used", 'ureq = "2"\n', "fn main() {}", undefined],
  ["one in a comment", 'ureq = "2"\n', "fn main() {\n  // ureq::get(x)\n}", undefined],
  [
    "a clone",
    "",
    'fn main() {\n  Command::new("git").args(["clone", URL])\n    .status(); Command::new("git").arg("describe");\n}',
    [[["git"], [], 2]],
  ],
  ["compilers alone", 'cc = "1"\n', 'fn main() { cc::Build::new(); Command::new("git"); }', undefined],
])("%s", (_name, dependencies, script, expected) => {
  expect(fetching(dependencies, script)).toEqual(expected);
});

test("the file that Cargo.toml names, or none", () => {
  const script = 'fn main() { Command::new("wget"); }';
  expect(fetching("", script, "build/main.rs", 'build = "build/main.rs"\n')).toEqual([[["wget"], [], 1]]);
  expect(fetching("", script, "build.rs", "build = false\n")).toBeUndefined();
});

test.each([
  [
    "programs that a table has, each once",
    'Command::new("cmake"); Command::new("cmake"); Command::new("rustc");',
    ["program cmake"],
  ],
  [
    "a library",
    'println!("cargo:rustc-link-lib=z"); println!("cargo::rustc-link-lib=dylib:+verbatim=sodium");',
    ["library z", "library sodium"],
  ],
  [
    "none of its own, of a framework, or of every compiler",
    'println!("cargo:rustc-link-lib=static=mine"); println!("cargo:rustc-link-lib=framework=Metal"); println!("cargo:rustc-link-lib=stdc++");',
    [],
  ],
  ["none whose name is made up when it runs", 'println!("cargo:rustc-link-lib={}", name);', []],
  [
    "one that may lie in a folder",
    'println!("cargo:rustc-link-search={}", dir); println!("cargo:rustc-link-lib=x");',
    ["maybe-library x"],
  ],
  ["one of some system", 'if cfg!(windows) { println!("cargo:rustc-link-lib=ws2_32"); }', ["maybe-library ws2_32"]],
  [
    "modules of pkg-config",
    'pkg_config::probe_library("libsodium"); pkg_config::Config::new().probe("mine").unwrap(); pkg_config::probe_library("other").is_ok();',
    ["module libsodium", "module mine"],
  ],
  ["nothing of calls that do not end, which takes no long time", "pkg_config::".repeat(150_000), []],
])("needs %s", (_name, script, expected) => {
  const { crate } = readInMemory({
    "p/native/x/Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\n\n[lib]\ncrate-type = ["cdylib"]\n',
    "p/native/x/Cargo.lock": 'version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\n',
    "p/native/x/src/lib.rs": "",
    "p/native/x/build.rs": `fn main() { ${script} }`,
  });
  expect(crate?.tools.map(({ kind, program }) => `${kind} ${program}`)).toEqual(expected);
});
