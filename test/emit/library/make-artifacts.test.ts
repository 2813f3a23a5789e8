import { describe, expect, test } from "vitest";
import { inLibrary } from "./library.ts";

/** What the release is built with for the archives of an application, by a package set that gives back what it got. */
const archives = (
  packages: string,
  glibc: string,
  nifVersions: string,
  config = "x86_64-unknown-linux-gnu",
): readonly string[] => {
  const script = inLibrary(`
    let
      part = partWith {
        patchelf = "patchelf"; ${packages}
        stdenv = packages.stdenv // { shell = "/bin/sh"; hostPlatform = packages.stdenv.hostPlatform // { config = "${config}"; }; };
      } "make-artifacts";
      release.overrideAttrs = changes:
        let made = changes { nativeBuildInputs = [ "elixir" ]; preBuild = "echo own"; };
        in { outPath = builtins.toJSON { inherit (made) pname preBuild installPhase nativeBuildInputs; }; };
    in (part.makeArtifacts {
      name = "counted"; inherit release; glibc = ${glibc};
      projects = [ { app = "counted"; directory = "apps/counted"; nifVersions = ${nifVersions}; } ];
    }).script
  `) as string;
  const line = /^find (.*) -name '\*\.tar\.gz' -exec cp/m.exec(script)?.[1] ?? "";
  return line.split(/ (?=\{")/).map((each) => {
    const made = JSON.parse(each) as {
      pname: string;
      preBuild: string;
      installPhase: string;
      nativeBuildInputs: string[];
    };
    expect(made.nativeBuildInputs).toEqual(["elixir", "patchelf"]);
    expect(made.preBuild).toMatch(/echo own$/);
    const [compilers = ""] = /^useCompilers '?\/.*$/m.exec(made.preBuild) ?? [];
    const packed = made.installPhase.replace(/\S+make-archive\.exs'?/, "PROGRAM").trim();
    return [made.pname, compilers, packed].join("\n").replaceAll("'", "");
  });
};

describe("archives of what make builds", () => {
  test("are each the release built for a NIF version, which says what no older one has", () => {
    expect(archives("", '"2.17"', '[ "2.16" "2.17" ]')).toEqual([
      "counted-archive-for-nif-2.16\nuseCompilers /bin/sh 2.16  \npackArchive counted apps/counted PROGRAM 2.16 get_string_length|make_new_atom|make_new_atom_len|set_option|get_atom_cache_index|max_atom_cache_index|term_size",
      "counted-archive-for-nif-2.17\nuseCompilers /bin/sh 2.17  \npackArchive counted apps/counted PROGRAM 2.17 get_atom_cache_index|max_atom_cache_index|term_size",
    ]);
  });

  test("are one where there is no version, of which nothing is too new", () => {
    expect(archives("", "null", '[ "" ]')).toEqual([
      "counted-archive\nuseCompilers /bin/sh   \npackArchive counted apps/counted PROGRAM  ",
    ]);
  });

  test("are compiled by zig for an old glibc, where the package set has it and it is asked for", () => {
    const [, compilers] = archives('zig = "/zig";', '"2.17"', '[ "" ]')[0]?.split("\n") ?? [];
    expect(compilers).toBe("useCompilers /bin/sh  /zig/bin/zig x86_64-linux-gnu.2.17");
    const [, onArm] =
      archives('zig = "/zig";', '"2.28"', '[ "" ]', "armv7l-unknown-linux-gnueabihf")[0]?.split("\n") ?? [];
    expect(onArm).toBe("useCompilers /bin/sh  /zig/bin/zig arm-linux-gnueabihf.2.28");
    expect(archives('zig = "/zig";', "null", '[ "" ]')[0]).not.toContain("/zig/bin");
  });
});
