import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("programs of the release, and no folders among them, find packages before what PATH has", () => {
  const made = inLibrary(`((partWith { makeWrapper = "wrapper"; } "run-path").runPath [ "/ffmpeg" "/imagemagick" ] {
    pname = "kept"; nativeBuildInputs = [ "cmake" ]; preFixup = "echo first > said\n";
  })`) as { pname: string; nativeBuildInputs: unknown; preFixup: string; postFixup?: string };
  expect([made.pname, made.nativeBuildInputs]).toEqual(["kept", ["cmake", "wrapper"]]);
  // mixRelease up to nixpkgs 26.05 has its own in the place of any other.
  expect(made.postFixup).toBeUndefined();
  const wrap = 'wrapProgram() { echo "$@" >> said; }\n';
  const hooks = '\nfor hook in "${postFixupHooks[@]}"; do "$hook"; done\n';
  expect(
    build(`${wrap}${made.preFixup}echo before >> said${hooks}`, `sed "s|$out|OUT|" said`, {
      "out/bin/shop": "",
      "out/bin/folder/x": "",
    }),
  ).toBe("first\nbefore\nOUT/bin/shop --prefix PATH : /ffmpeg/bin:/imagemagick/bin");
});
