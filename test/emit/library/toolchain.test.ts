import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

const asked = (given: string, channel: string): string =>
  `((partWith { rustToolchain = ${given}; } "toolchain").toolchainFor "fast" { channel = "${channel}"; })`;

test("a stable Rust is that of nixpkgs, another one what the user's function gives, or a refusal with its lines", () => {
  expect(
    inLibrary(`[ ${asked("null", "stable")} ${asked("null", "1.80.1")} ${asked("asked: asked.channel", "nightly")} ]`),
  ).toEqual([null, null, "nightly"]);
  expect(() => inLibrary(asked("null", "nightly-2025-01-01"))).toThrow(
    /fast asks for the Rust toolchain nightly-2025-01-01,[^]*\[crate\.fast\]\n\s*toolchain = "nixpkgs"/,
  );
});
