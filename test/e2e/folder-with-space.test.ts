import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const helpers = join(repository, "src/emit/library/rust-platform.nix");

const files = {
  "Cargo.toml": '[workspace]\nmembers = ["na me"]\nresolver = "2"\n',
  "Cargo.lock": 'version = 4\n\n[[package]]\nname = "spaced"\nversion = "0.1.0"\n',
  "na me/Cargo.toml":
    '[package]\nname = "spaced"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n',
  "na me/src/lib.rs": '#[no_mangle]\npub extern "C" fn answer() -> i32 {\n    42\n}\n',
};

/** nixpkgs splits the flags of rustPlatform at spaces. */
describe.skipIf(cannotBuild() || !usesStandIn)("a workspace member in a folder with a space", () => {
  let workplace: Workplace;
  beforeAll(() => {
    workplace = makeWorkplace("unstable");
    for (const [path, text] of Object.entries(files)) {
      const target = join(workplace.folder, "crates", path);
      mkdirSync(join(target, ".."), { recursive: true });
      writeFileSync(target, text);
    }
  });
  afterAll(() => workplace.remove());

  test("is built by rustPlatform", () => {
    const root = join(workplace.folder, "crates");
    const crate = `{ pname = "spaced"; version = "0.1.0"; root = ${root}; sources = [ "Cargo.toml" "Cargo.lock" "na me" ];
      manifest = "na me/Cargo.toml"; cargoLock = ${root}/Cargo.lock; libName = "spaced"; }`;
    const called = `pkgs.callPackage ${helpers} { }`;
    const expression = `let pkgs = import ${workplace.folder}/set/pkgs { }; in (${called}).buildByRustPlatform ${crate}`;
    const arguments_ = ["build", "--impure", "--no-link", "--json", "--print-build-logs", "--expr", expression];
    const ran = workplace.tryNix(arguments_);
    expect(ran.status, ran.stderr).toBe(0);
    const [built] = JSON.parse(ran.stdout) as { outputs: { out: string } }[];
    expect(readdirSync(join(built?.outputs.out ?? "", "lib")).some((name) => name.startsWith("libspaced."))).toBe(true);
  });
});
