import { describe, expect, test } from "vitest";
import { crate, inLibrary } from "./library.ts";

describe("flags that a system wants beside a crate's own", () => {
  // cargo 1.95: [build] flags are joined with CARGO_BUILD_RUSTFLAGS alone, those of a target with CARGO_TARGET_T_RUSTFLAGS alone.
  test.each([
    ["isMusl = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isMusl = true;", "buildFlagsOnly = true;", { CARGO_BUILD_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isDarwin = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup" }],
    ["", "buildFlagsOnly = true;", {}],
  ])("%s %s", (platform, more, expected) => {
    const on = `partWith {
      stdenv.hostPlatform = packages.stdenv.hostPlatform // { ${platform} rust.cargoEnvVarTarget = "TRIPLE"; };
    }`;
    const environments =
      inLibrary(`[ ((${on} "rust-env").rustEnv ({ buildFlagsOnly = false; env = { }; } // { ${more} })) ] ++ map (made: made.env) [
      ((${on} "crane").buildByCrane ${crate("a", more)})
      ((${on} "rust-platform").buildByRustPlatform ${crate("a", more)})
    ]`);
    expect(environments).toEqual([expected, expected, expected]);
  });
});
