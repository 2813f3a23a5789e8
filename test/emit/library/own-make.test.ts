import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("a project's own Makefile finds its variables, fetched files and checkouts", () => {
  const made = inLibrary(`(partWith { fetchurl = { url, hash }: "/store/" + baseNameOf url; } "own-make").ownMake {
    nativeBuildInputs = [ "cmake" ]; compiled = [ "shop" ];
    env = { A = "it's"; FILE = { url = "https://example.com/f.tgz"; hash = "h"; }; };
    checkouts."c_src/lib" = "theirs";
  }`) as { prepare: string; config: string; attributes: unknown };
  expect(made.attributes).toMatchObject({ nativeBuildInputs: ["cmake"], buildInputs: [], dontUseCmakeConfigure: true });
  expect(made.config).toBe("Config.config(:elixir_make, :force_build, [{:shop, true}])\n");
  expect(build(`${made.prepare}echo "$A $FILE" > said`, "cat said c_src/lib/a.c", { "theirs/a.c": "int a;\n" })).toBe(
    "it's /store/f.tgz\nint a;",
  );
});

test("rebar3 with its plugins is the one of the machine that builds", () => {
  const [made, without] = inLibrary(`
    let
      beam = { pc = "pc"; rebar3WithPlugins = { plugins }: "/rebar3-with-" + toString plugins; };
      make = partWith { fetchurl = null; callPackage = file: _: assert baseNameOf file == "beam.nix"; beam; } "own-make";
    in [ (make.ownMake { rebarPlugins = [ "pc" ]; }).prepare (make.ownMake { }).prepare ]`) as string[];
  expect(made).toContain("export MIX_REBAR3=/rebar3-with-pc/bin/rebar3\n");
  expect(without).not.toContain("MIX_REBAR3");
});
