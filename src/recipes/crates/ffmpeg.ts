import type { CrateRecipe } from "../recipe.ts";

/** FFmpeg's headers through pkg-config and bindgen. */
export const ffmpeg: CrateRecipe = {
  crates: ["ffmpeg-sys-next", "ffmpeg-sys-the-third"],
  nativeBuildInputs: ["pkg-config", "rustPlatform.bindgenHook"],
  buildInputs: ["ffmpeg"],
  source: "https://github.com/zmwangx/rust-ffmpeg-sys",
};
