import { describe, expect, test } from "vitest";
import { inLibrary } from "./library.ts";

describe("rustPlatform", () => {
  test("builds in the crate's own folder, and fetched sources get the lock that is kept", () => {
    const fetched = `((part "rust-platform").buildByRustPlatform {
      pname = "a"; version = "1"; libName = "a"; fetched = "/src"; workspace = "na me"; manifest = "a/Cargo.toml"; cargoLock = "/kept"; rust = "1.80";
    })`;
    expect(inLibrary(`{ inherit (${fetched}) src cargoRoot buildAndTestSubdir postPatch cargo; }`)).toEqual({
      src: "/src",
      cargoRoot: "na me",
      buildAndTestSubdir: "na me/a",
      postPatch: "cp --no-preserve=mode /kept 'na me'/Cargo.lock\n",
      cargo: "1.80",
    });
  });
});
