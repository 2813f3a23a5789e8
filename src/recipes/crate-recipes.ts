import { alsa } from "./crates/alsa.ts";
import { awsLc } from "./crates/aws-lc.ts";
import { bindgen } from "./crates/bindgen.ts";
import { capnproto } from "./crates/capnproto.ts";
import { cmake } from "./crates/cmake.ts";
import { curl } from "./crates/curl.ts";
import { dbus } from "./crates/dbus.ts";
import { ffmpeg } from "./crates/ffmpeg.ts";
import { fontconfig } from "./crates/fontconfig.ts";
import { nasm } from "./crates/nasm.ts";
import { oniguruma } from "./crates/oniguruma.ts";
import { onnxruntime } from "./crates/onnxruntime.ts";
import { openssl } from "./crates/openssl.ts";
import { opus } from "./crates/opus.ts";
import { pkgConfig } from "./crates/pkg-config.ts";
import { postgres } from "./crates/postgres.ts";
import { protobuf } from "./crates/protobuf.ts";
import { python } from "./crates/python.ts";
import { sodium } from "./crates/sodium.ts";
import { sqlite } from "./crates/sqlite.ts";
import { udev } from "./crates/udev.ts";
import { zstd } from "./crates/zstd.ts";
import type { CrateRecipe } from "./recipe.ts";

/** Every recipe for crates; the order does not matter, all that match are joined. */
export const crateRecipes: readonly CrateRecipe[] = [
  alsa,
  awsLc,
  bindgen,
  capnproto,
  cmake,
  curl,
  dbus,
  ffmpeg,
  fontconfig,
  oniguruma,
  openssl,
  nasm,
  onnxruntime,
  opus,
  pkgConfig,
  postgres,
  protobuf,
  python,
  sodium,
  sqlite,
  udev,
  zstd,
];
