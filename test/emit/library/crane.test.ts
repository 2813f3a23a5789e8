import { describe, expect, test } from "vitest";
import { crate, inLibrary } from "./library.ts";

const crane = (more: string): string => `(part "crane").buildByCrane ${crate("a", more)}`;

describe("crane", () => {
  test("the dependencies are built as the crate is, by its toolchain, and Cargo.toml is no input of them", () => {
    const built =
      inLibrary(`let made = ${crane('CARGO_PROFILE = "dev"; rust = "1.80"; env.A = "b"; cargoExtraArgs = "--locked --lib";')}; in {
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
        buildPhaseCargoCommand: expect.stringMatching(/^cargoWithProfile build --locked --lib\n$/),
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
