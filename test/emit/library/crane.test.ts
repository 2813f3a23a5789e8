import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { crate, inLibrary } from "./library.ts";

const crane = (more: string): string => `(part "crane").buildByCrane ${crate("a", more)}`;

describe("crane", () => {
  // The oracle: what a shell makes of the text.
  const wordsOf = (text: unknown): readonly string[] =>
    execFileSync("sh", ["-c", `printf '%s\\n' ${text as string}`], { encoding: "utf8" })
      .trim()
      .split("\n");

  test("cargo is told which crate and how, whatever its names are", () => {
    const options = `manifest = "na me/it's/Cargo.toml"; configs = [ "a b.toml" ]; features = [ "x" "y/z" ]; defaultFeatures = false;`;
    expect(wordsOf(inLibrary(`(${crane(options)}).cargoExtraArgs`))).toEqual([
      "--locked",
      "--config=a b.toml",
      "--manifest-path=na me/it's/Cargo.toml",
      "--lib",
      "--no-default-features",
      "--features=x,y/z",
    ]);
    expect(wordsOf(inLibrary(`(${crane("")}).cargoExtraArgs`))).toEqual([
      "--locked",
      "--manifest-path=Cargo.toml",
      "--lib",
    ]);
  });

  test("the dependencies are built as the crate is, by its toolchain, and Cargo.toml is no input of them", () => {
    const built = inLibrary(`let made = ${crane('mode = "debug"; rust = "1.80"; env.A = "b";')}; in {
      inherit (made) rust CARGO_PROFILE env;
      dependencies = { inherit (made.cargoArtifacts) pname CARGO_PROFILE env buildPhaseCargoCommand; names = made.cargoArtifacts ? cargoToml; };
    }`);
    expect(built).toEqual({
      rust: "1.80",
      CARGO_PROFILE: "dev",
      env: { A: "b" },
      dependencies: {
        pname: "a",
        CARGO_PROFILE: "dev",
        env: { A: "b" },
        buildPhaseCargoCommand: expect.stringMatching(/^cargoWithProfile build .*--lib'?\n$/),
        names: false,
      },
    });
  });

  test("without crane it says what to do", () => {
    expect(() => inLibrary(`((partWith { craneLib = null; } "crane").buildByCrane ${crate("a")}).pname`)).toThrow(
      /craneLib = crane\.mkLib pkgs.*\n.*rust = "rustPlatform"/,
    );
  });
});
