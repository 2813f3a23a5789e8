import { describe, expect, test } from "vitest";
import { inLibrary } from "./library.ts";

/** The crates, where nixpkgs and crane have these versions of Rust. */
const crates = (asked: string, rust: string, crane: string): unknown =>
  inLibrary(`(partWith { rustc.version = "${rust}"; craneLib = ${crane}; } "required-rust").requireRust
    { file = "native/a/Cargo.toml"; version = "${asked}"; byCrane = true; } "crates"`);

describe("a crate that asks for a Rust", () => {
  test("that nixpkgs has, is built", () => {
    expect(crates("1.92", "1.92.0", "null")).toBe("crates");
    expect(crates("1.92", "1.94.1", "{ }")).toBe("crates");
  });

  test("that nixpkgs does not have, ends evaluation", () => {
    expect(() => crates("1.93", "1.92.0", "{ }")).toThrow(
      "native/a/Cargo.toml asks for Rust 1.93, and this nixpkgs has 1.92.0; take another nixpkgs",
    );
  });

  test("is built with the toolchain that whoever calls gives to crane", () => {
    expect(crates("1.93", "1.92.0", '{ rustc.version = "1.93.0"; }')).toBe("crates");
  });
});
