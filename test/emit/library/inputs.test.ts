import { describe, expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

const inputs = (more: string): string => `((partWith {
  fetchurl = { url, ... }: "/store/" + baseNameOf url;
  autoPatchelfHook = "patchelf";
  stdenv = { hostPlatform = { config = "x86_64-unknown-linux-gnu"; isDarwin = false; isLinux = true; }; cc.cc.lib = "libgcc"; };
} "inputs").withInputs { ${more} } { attributes = { postPatch = "echo own"; buildInputs = [ "zlib" ]; }; }).attributes`;

describe("a dependency with inputs", () => {
  test("keeps its own, and gets variables before its own phase", () => {
    const made = inLibrary(
      `{ inherit (${inputs(`env = { A = "it's"; DIR.buildFolder = "b c"; }; buildInputs = [ "openssl" ];`)}) postPatch buildInputs nativeBuildInputs; }`,
    ) as Record<string, unknown>;
    expect(made).toMatchObject({ buildInputs: ["zlib", "openssl"], nativeBuildInputs: [] });
    expect(
      build(`${made["postPatch"] as string}\nprintf '%s\\n' "$A" "$DIR" > said; [ -d "$DIR" ]`, "cat said"),
    ).toMatch(/^it's\n\/.*\/b c$/);
  });

  test("has its libraries patched where others linked them, and is refused where there is none for the host", () => {
    const files = (system: string): string =>
      `env.LIB.files.${system} = { url = "https://example.com/lib.so"; hash = "h"; };`;
    expect(
      inLibrary(`{ inherit (${inputs(files("x86_64-linux-gnu"))}) postPatch buildInputs nativeBuildInputs; }`),
    ).toEqual({
      postPatch: "export LIB=/store/lib.so\necho own",
      buildInputs: ["zlib", "libgcc"],
      nativeBuildInputs: ["patchelf"],
    });
    expect(() => inLibrary(`${inputs(files("aarch64-apple-darwin"))}.postPatch`)).toThrow(/LIB: .*x86_64-linux-gnu/);
  });
});
