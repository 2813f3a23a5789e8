import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("programs of the release, and no folders among them, find packages before what PATH has", () => {
  const made = inLibrary(`((partWith { makeWrapper = "wrapper"; } "run-path").runPath [ "/ffmpeg" "/imagemagick" ] {
    pname = "kept"; nativeBuildInputs = [ "cmake" ];
  })`) as { pname: string; nativeBuildInputs: unknown; postFixup: string };
  expect([made.pname, made.nativeBuildInputs]).toEqual(["kept", ["cmake", "wrapper"]]);
  const wrap = 'wrapProgram() { echo "$@" >> said; }\n';
  expect(build(wrap + made.postFixup, `sed "s|$out|OUT|" said`, { "out/bin/shop": "", "out/bin/folder/x": "" })).toBe(
    "OUT/bin/shop --prefix PATH : /ffmpeg/bin:/imagemagick/bin",
  );
});
