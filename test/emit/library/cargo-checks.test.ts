import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

const crate = `{ overrideAttrs = changes: let old = { pname = "words"; nativeBuildInputs = [ "cargo" ]; }; in old // changes old; }`;

const check = (name: string, more: string): Record<string, unknown> =>
  inLibrary(`
    let
      made = (partWith { clippy = "clippy"; } "cargo-checks").${name} {
        crate = ${crate}; root = ${process.cwd()}/test/fixtures; sources = [ "cargo" ]; ${more}
      };
    in
    { inherit (made) pname nativeBuildInputs buildPhase doCheck; }`) as Record<string, unknown>;

const said = (phase: unknown): string =>
  build(`cargo() { echo "$PWD" "$@" | sed "s|$HOME|.|" >> "$HOME/said"; }\n${phase as string}`, "cat said", {
    "work space/Cargo.toml": "",
  });

test("clippy looks at all targets of a crate, as it is built, and warnings fail", () => {
  const made = check(
    "clippy",
    'folder = "work space"; manifest = "a b/Cargo.toml"; features = [ "x" "y" ]; defaultFeatures = false;',
  );
  expect([made["pname"], made["nativeBuildInputs"]]).toEqual(["words-clippy", ["cargo", "clippy"]]);
  expect(said(made["buildPhase"])).toBe(
    "./work space clippy --offline --locked --manifest-path=a b/Cargo.toml --no-default-features --features=x,y --all-targets -- --deny=warnings",
  );
});

test("a crate with a toolchain of its own has the tools of that one, before its own", () => {
  expect(check("clippy", 'rust = "nightly";')["nativeBuildInputs"]).toEqual(["nightly", "cargo"]);
});

test("its tests are run", () => {
  const made = check("cargoTest", "");
  expect(made["pname"]).toBe("words-test");
  expect(said(made["buildPhase"])).toBe(". test --offline --locked --manifest-path=Cargo.toml");
});
