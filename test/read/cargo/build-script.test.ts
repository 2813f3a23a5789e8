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
  ["compilers alone", 'cc = "1"\n', 'fn main() { cc::Build::new(); Command::new("git"); }', undefined],
])("%s", (_name, dependencies, script, expected) => {
  expect(fetching(dependencies, script)).toEqual(expected);
});

test("the file that Cargo.toml names, or none", () => {
  const script = 'fn main() { Command::new("wget"); }';
  expect(fetching("", script, "build/main.rs", 'build = "build/main.rs"\n')).toEqual([[["wget"], [], 1]]);
  expect(fetching("", script, "build.rs", "build = false\n")).toBeUndefined();
});
