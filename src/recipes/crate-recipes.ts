import type { CrateRecipe } from "./recipe.ts";

/** Every recipe for crates; the order does not matter, all that match are joined. */
export const crateRecipes: readonly CrateRecipe[] = [
  // ALSA, which the crate finds through pkg-config.
  {
    crates: ["alsa-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["alsa-lib"],
    source: "https://docs.rs/alsa-sys",
  },
  // AWS-LC is built by cmake, its assembly by nasm on some targets.
  {
    crates: ["aws-lc-sys"],
    nativeBuildInputs: ["cmake", "nasm"],
    source: "https://aws.github.io/aws-lc-rs/requirements/linux.html",
  },
  // bindgen runs libclang while the crate builds; the hook says where it is and which headers it sees.
  {
    crates: ["bindgen", "clang-sys"],
    nativeBuildInputs: ["rustPlatform.bindgenHook"],
    source: "https://github.com/NixOS/nixpkgs/blob/master/doc/languages-frameworks/rust.section.md",
  },
  // capnpc runs the schema compiler.
  {
    crates: ["capnpc"],
    nativeBuildInputs: ["capnproto"],
    source: "https://docs.rs/capnpc",
  },
  // The cmake crate runs cmake for C and C++ sources that a crate ships.
  {
    crates: ["cmake"],
    nativeBuildInputs: ["cmake"],
    source: "https://docs.rs/cmake",
  },
  // libcurl through pkg-config.
  {
    crates: ["curl-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["curl"],
    source: "https://docs.rs/curl-sys",
  },
  // D-Bus through pkg-config.
  {
    crates: ["libdbus-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["dbus"],
    source: "https://docs.rs/libdbus-sys",
  },
  // FFmpeg's headers through pkg-config and bindgen.
  {
    crates: ["ffmpeg-sys-next", "ffmpeg-sys-the-third"],
    nativeBuildInputs: ["pkg-config", "rustPlatform.bindgenHook"],
    buildInputs: ["ffmpeg"],
    source: "https://github.com/zmwangx/rust-ffmpeg-sys",
  },
  // fontconfig and freetype through pkg-config.
  {
    crates: ["yeslogic-fontconfig-sys", "fontconfig-sys", "servo-fontconfig-sys", "freetype-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["fontconfig", "freetype"],
    source: "https://github.com/yeslogic/fontconfig-rs",
  },
  // Oniguruma from nixpkgs; the bundled copy does not compile with current C compilers.
  {
    crates: ["onig_sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["oniguruma"],
    env: { RUSTONIG_SYSTEM_LIBONIG: "1" },
    source: "https://github.com/rust-onig/rust-onig",
  },
  // OpenSSL from nixpkgs, also where the crate would build a copy of its own.
  {
    crates: ["openssl-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["openssl"],
    env: { OPENSSL_NO_VENDOR: "1" },
    source: "https://docs.rs/openssl",
  },
  // Assembly of codecs that is put together by nasm on x86.
  {
    crates: ["mozjpeg-sys", "nasm-rs", "turbojpeg-sys"],
    nativeBuildInputs: ["nasm"],
    source: "https://docs.rs/nasm-rs",
  },
  // ONNX Runtime from nixpkgs: without a place to link it from, the crate downloads a library while it compiles.
  {
    crates: ["ort-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["onnxruntime"],
    env: {
      ORT_STRATEGY: "system",
      ORT_LIB_LOCATION: { package: "onnxruntime", path: "/lib" },
      ORT_PREFER_DYNAMIC_LINK: "1",
    },
    source: "https://ort.pyke.io/setup/linking",
  },
  // Opus from nixpkgs; the bundled one is built by cmake.
  {
    crates: ["audiopus_sys", "opus-sys", "opusic-sys"],
    nativeBuildInputs: ["pkg-config", "cmake"],
    buildInputs: ["libopus"],
    source: "https://docs.rs/audiopus_sys",
  },
  // Build scripts that look for system libraries through pkg-config.
  {
    crates: ["pkg-config", "system-deps"],
    nativeBuildInputs: ["pkg-config"],
    source: "https://docs.rs/pkg-config",
  },
  // libpq through its own pg_config.
  {
    crates: ["pq-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["libpq"],
    source: "https://docs.rs/pq-sys",
  },
  // prost and its relatives run protoc, which they no longer ship.
  {
    crates: ["prost-build", "protobuf-codegen", "tonic-build", "tonic-prost-build"],
    env: { PROTOC: { package: "protobuf", path: "/bin/protoc" } },
    source: "https://docs.rs/prost-build",
  },
  // pyo3 asks an interpreter for its settings.
  {
    crates: ["pyo3-build-config"],
    nativeBuildInputs: ["python3"],
    source: "https://pyo3.rs",
  },
  // libsodium from nixpkgs instead of a download.
  {
    crates: ["libsodium-sys", "libsodium-sys-stable"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["libsodium"],
    env: { SODIUM_USE_PKG_CONFIG: "1" },
    source: "https://docs.rs/libsodium-sys-stable",
  },
  // SQLite for crates that do not bundle it; those that do ignore it.
  {
    crates: ["libsqlite3-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["sqlite"],
    source: "https://github.com/rusqlite/rusqlite",
  },
  // udev through pkg-config; Linux only.
  {
    crates: ["libudev-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["udev"],
    source: "https://docs.rs/libudev-sys",
  },
  // The system's zstd where the crate is told to use it.
  {
    crates: ["zstd-sys"],
    nativeBuildInputs: ["pkg-config"],
    buildInputs: ["zstd"],
    env: { ZSTD_SYS_USE_PKG_CONFIG: "1" },
    source: "https://github.com/gyscos/zstd-rs",
  },
];
