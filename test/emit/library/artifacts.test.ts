import { describe, expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

/** How the library of a crate is made for a module, by a package set that gives back what it got. */
const made = (more: { module?: string; packages?: string; glibc?: string } = {}): Record<string, unknown> =>
  inLibrary(`
    let
      part = partWith { patchelf = "patchelf"; ${more.packages ?? ""} } "artifacts";
      crate.overrideAttrs = changes:
        let made = changes { pname = "words"; nativeBuildInputs = [ "cargo" ]; env.KEPT = "1"; }; in made // { outPath = builtins.toJSON made; };
      text = (part.nifArtifacts {
        name = "words-1.0.0"; glibc = ${more.glibc ?? "null"};
        modules = [ { module = "Words"; inherit crate; basename = "words"; version = "1.0.0"; libName = "words_nif"; nifVersions = { "2.16" = { ${more.module ?? ""} }; }; } ];
      }).script;
    in
    builtins.fromJSON (builtins.head (builtins.match ".*mode (.*)/lib/libwords_nif.so .*" (builtins.replaceStrings [ "\\n" ] [ " " ] text)))
  `) as Record<string, unknown>;

const said = (phase: unknown): string =>
  build(`cargo() { echo "$@"; }\nexec > "$HOME/said"\n${phase as string}`, "cat said");

describe("the library of an archive", () => {
  test("is built by cargo for the host, with the features of its NIF version", () => {
    const { buildPhase, env, nativeBuildInputs } = made({
      module: 'features = [ "nif_version_2_16" ]; defaultFeatures = false;',
    });
    expect(said(buildPhase)).toContain(
      "build --offline --locked --release --lib --manifest-path=Cargo.toml --target=x86_64-unknown-linux-gnu --no-default-features --features=nif_version_2_16",
    );
    expect(env).toEqual({ KEPT: "1", RUSTLER_NIF_VERSION: "2.16" });
    expect(nativeBuildInputs).toEqual(["cargo", "patchelf"]);
  });

  test("links against an old glibc where the package set can", () => {
    const { buildPhase, nativeBuildInputs } = made({ packages: 'cargo-zigbuild = "zigbuild";', glibc: '"2.17"' });
    expect(said(buildPhase)).toContain("zigbuild ");
    expect(said(buildPhase)).toContain("--target=x86_64-unknown-linux-gnu.2.17");
    expect(nativeBuildInputs).toContain("zigbuild");
  });

  test("names no path of the store, and is as long as it was", () => {
    const path = `/nix/store/${"a".repeat(32)}-vendor/serde/lib.rs`;
    const text = `before ${path} after`;
    const tools = "strip() { :; }\npatchelf() { :; }\nNIX_STORE=/nix/store\nTMPDIR=$PWD\n";
    const file = "artifact/x86_64-unknown-linux-gnu/release/libwords_nif.so";
    const after = build(tools + (made()["installPhase"] as string), 'cat "$out"/lib/*', { [file]: text });
    expect(after).toMatch(/^before \/sources\/of\/crates\/\.+vendor\/serde\/lib\.rs after$/);
    expect(after).toHaveLength(text.length);
  });

  test("is refused where it still names one", () => {
    const tools = "strip() { :; }\npatchelf() { :; }\nNIX_STORE=/nix/store\nTMPDIR=$PWD\n";
    const file = "artifact/x86_64-unknown-linux-gnu/release/libwords_nif.so";
    expect(() => build(tools + (made()["installPhase"] as string), "true", { [file]: "/nix/store/none" })).toThrow(
      "names a path in the store",
    );
  });
});
