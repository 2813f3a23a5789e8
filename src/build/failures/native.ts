import type { KnownFailure } from "./failure.ts";

/** C libraries and programs that a build lacks. Messages: rustc, GNU ld, the crates pkg-config, clang-sys, cmake, prost-build, ring. */
export const nativeFailures: readonly KnownFailure[] = [
  {
    name: "linker-not-found",
    topic: "native",
    symptom: "linker `clang` not found, or cannot find 'ld.lld'",
    signs: [
      { line: "error: linker `{linker:word} not found" },
      { line: "collect2: fatal error: cannot find '{linker:word}'" },
      { line: "invalid linker name in argument '-fuse-ld={linker:word}" },
    ],
    cause: "The crate's .cargo/config.toml, or a flag, asks for the linker {linker}, and the build does not have it.",
    remedy: "Give it to the build, or take the lines out of .cargo/config.toml: the linker of nixpkgs works without.",
    paste: {
      where: "nif2nix.toml, with the crate's name",
      lines: ["[crate.my_nif]", 'nativeBuildInputs = ["clang", "lld"]'],
    },
  },
  {
    name: "library-to-link-not-found",
    topic: "native",
    symptom: "cannot find -lsodium",
    signs: [
      { line: "ld: cannot find -l{library:word}" },
      { line: "lld: error: unable to find library -l{library:word}" },
      { line: "ld: library not found for -l{library:word}" },
      { line: "ld: library '{library:word} not found" },
      { line: "could not find native static library `{library:word}" },
    ],
    cause: "The build links the C library {library}, and does not have it.",
    remedy: "Give it as a build input to the crate or package that wants it.",
    paste: { where: "nif2nix.toml, with the crate's name", lines: ["[crate.my_nif]", 'buildInputs = ["libsodium"]'] },
  },
  {
    name: "pkg-config-library-missing",
    topic: "native",
    symptom: "The system library `openssl` required by crate `openssl-sys` was not found",
    signs: [
      { line: "The system library `{library:word} required by crate `{crate:word} was not found" },
      { line: "Package {library:word} was not found in the pkg-config search path" },
      { line: "No package '{library:word} found" },
      { line: "Could not find directory of OpenSSL installation" },
      { line: "The pkg-config command could not be found" },
      { line: "Could not run `PKG_CONFIG_", near: ["pkg-config"] },
    ],
    cause:
      "A build script asks pkg-config for a C library that the build does not have, or pkg-config itself is missing.",
    remedy: "Give both to the crate: pkg-config as a tool, the library as an input.",
    paste: {
      where: "nif2nix.toml, with the crate's name",
      lines: ["[crate.my_nif]", 'nativeBuildInputs = ["pkg-config"]', 'buildInputs = ["openssl"]'],
    },
  },
  {
    name: "libclang-not-found",
    topic: "native",
    symptom: "Unable to find libclang",
    signs: [
      { line: "Unable to find libclang" },
      { line: "couldn't find any valid shared libraries matching: ['libclang" },
    ],
    cause: "A crate makes its bindings with bindgen, which wants libclang.",
    remedy: "Give the crate bindgenHook of nixpkgs, which sets what bindgen looks for.",
    paste: {
      where: "nif2nix.toml, with the crate's name",
      lines: ["[crate.my_nif]", 'nativeBuildInputs = ["rustPlatform.bindgenHook"]'],
    },
  },
  {
    name: "cmake-not-found",
    topic: "native",
    symptom: "failed to execute command: No such file or directory; is `cmake` not installed?",
    signs: [
      { line: "is `cmake` not installed?" },
      { line: "Missing dependency: cmake" },
      { line: "cmake: command not found" },
      { line: "cmake: not found" },
    ],
    cause: "A build script compiles C code with cmake, and the build does not have it.",
    remedy: "Give it to the crate or package as a tool.",
    paste: { where: "nif2nix.toml, with the crate's name", lines: ["[crate.my_nif]", 'nativeBuildInputs = ["cmake"]'] },
  },
  {
    name: "protoc-not-found",
    topic: "native",
    symptom: "Could not find `protoc`",
    signs: [
      { line: "Could not find `protoc`" },
      { line: "failed to invoke protoc (hint: https://docs.rs/prost-build" },
    ],
    cause: "A build script makes code from .proto files, and the build does not have protoc.",
    remedy: "Give protobuf to the crate as a tool.",
    paste: {
      where: "nif2nix.toml, with the crate's name",
      lines: ["[crate.my_nif]", 'nativeBuildInputs = ["protobuf"]'],
    },
  },
  {
    name: "make-not-found",
    topic: "native",
    symptom: '"make" not found in the path',
    signs: [{ line: '"make" not found in the path' }, { line: "`make` not found in the path" }],
    cause: "The package compiles C code with elixir_make, and the build has no make.",
    remedy:
      "Give the package make and a C compiler: buildMix of nixpkgs has both by stdenv; in an image of Docker they are packages.",
    paste: { where: "a Dockerfile on Debian", lines: ["RUN apt-get update && apt-get install -y build-essential"] },
  },
  {
    name: "disk-full",
    topic: "native",
    symptom: "No space left on device",
    signs: [{ line: "No space left on device" }, { line: "no space left on device" }, { line: "(os error 28)" }],
    cause: "The disk is full, or the folder for builds is (a tmpfs at /tmp is often small).",
    remedy:
      "Delete what no result uses, or let Nix build elsewhere: build-dir in nix.conf (TMPDIR of the daemon for older ones).",
    paste: { where: "a shell", lines: ["nix-collect-garbage"] },
  },
];
