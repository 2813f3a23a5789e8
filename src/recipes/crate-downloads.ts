/** A crate whose build script downloads what it links to, and what keeps it from that. */
export interface CrateDownload {
  readonly crates: readonly string[];
  /** What it downloads, for a person. */
  readonly what: string;
  /** Environment variables of its build script, any of which puts something in the place of the download; the first is shown. */
  readonly variables: readonly string[];
  /** Inputs with which it does not download. */
  readonly unless?: readonly string[];
  /** Where the facts are from. */
  readonly source: string;
}

/** Build scripts are in no lock and not at hand; what they download is known from their documentation alone. */
export const crateDownloads: readonly CrateDownload[] = [
  {
    crates: ["cef-dll-sys"],
    what: "the Chromium Embedded Framework",
    variables: ["CEF_PATH"],
    source: "https://github.com/tauri-apps/cef-rs",
  },
  {
    crates: ["extractous"],
    what: "GraalVM, to compile Tika with it",
    variables: ["GRAALVM_HOME"],
    source: "https://github.com/yobix-ai/extractous/tree/main/extractous-core",
  },
  {
    crates: ["mozjs_sys"],
    what: "SpiderMonkey",
    variables: ["MOZJS_ARCHIVE", "MOZJS_FROM_SOURCE"],
    source: "https://github.com/servo/mozjs",
  },
  {
    crates: ["onnxruntime-sys"],
    what: "ONNX Runtime",
    variables: ["ORT_LIB_LOCATION"],
    source: "https://docs.rs/onnxruntime-sys",
  },
  {
    crates: ["sherpa-rs-sys"],
    what: "sherpa-onnx",
    variables: ["SHERPA_LIB_PATH"],
    source: "https://github.com/thewh1teagle/sherpa-rs",
  },
  {
    crates: ["skia-bindings"],
    what: "Skia",
    variables: ["SKIA_BINARIES_URL", "SKIA_SOURCE_DIR"],
    source: "https://github.com/rust-skia/rust-skia",
  },
  {
    crates: ["torch-sys"],
    what: "libtorch",
    variables: ["LIBTORCH", "LIBTORCH_USE_PYTORCH"],
    source: "https://github.com/LaurentMazare/tch-rs",
  },
  {
    crates: ["utoipa-swagger-ui"],
    what: "Swagger UI",
    variables: ["SWAGGER_UI_DOWNLOAD_URL"],
    source: "https://docs.rs/utoipa-swagger-ui",
  },
  {
    crates: ["v8"],
    what: "V8",
    variables: ["RUSTY_V8_ARCHIVE", "V8_FROM_SOURCE"],
    source: "https://docs.rs/crate/v8",
  },
  {
    crates: ["webrtc-sys-build"],
    what: "WebRTC",
    variables: ["LK_CUSTOM_WEBRTC"],
    source: "https://github.com/livekit/rust-sdks",
  },
];
