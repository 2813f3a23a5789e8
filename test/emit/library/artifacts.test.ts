import { dirname } from "node:path";
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

const tools = "strip() { :; }\npatchelf() { :; }\nNIX_STORE=/nix/store\nTMPDIR=$PWD\n";
const file = "artifact/x86_64-unknown-linux-gnu/release/libwords_nif.so";

const quoted = (text: string): string => `'${text}'`;

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
    const after = build(`${tools}readelf() { :; }\n` + (made()["installPhase"] as string), 'cat "$out"/lib/*', {
      [file]: text,
    });
    expect(after).toMatch(/^before \/sources\/of\/crates\/\.+vendor\/serde\/lib\.rs after$/);
    expect(after).toHaveLength(text.length);
  });

  test("is refused where it still names one", () => {
    expect(() => build(tools + (made()["installPhase"] as string), "true", { [file]: "/nix/store/none" })).toThrow(
      "names a path in the store",
    );
  });

  /** What the build says of a library that is compiled from `code`; the last line where it ends it. */
  const judged = (code: string, flags = "", more: Parameters<typeof made>[0] = {}): string => {
    const compiled = `
      mkdir -p ${dirname(file)}
      echo ${quoted("int other;")} | cc -x c -shared -fPIC -Wl,-soname,libother.so.1 -o libother.so -
      echo ${quoted(code)} | cc -x c -shared -fPIC -O0 -fno-builtin ${flags} -o ${file} -
    `;
    return build(`${tools}${compiled}exec > "$HOME/said"\n${made(more)["installPhase"] as string}`, "cat said");
  };
  const promised = (glibc: string): Parameters<typeof made>[0] => ({
    packages: 'cargo-zigbuild = "zigbuild";',
    glibc: `"${glibc}"`,
  });
  // Its newest version of memcpy is that of glibc 2.14, on this processor alone.
  const copies = "void *memcpy(void *, const void *, unsigned long); void *copy(void *a) { return memcpy(a, a, 1); }";

  test.skipIf(process.arch !== "x64")("says which glibc it needs, and is refused where less was promised", () => {
    expect(judged(copies)).toContain("libwords_nif.so needs glibc 2.14");
    expect(judged(copies, "", promised("2.17"))).toContain("needs glibc 2.14");
    expect(judged(copies, "", promised("2.14"))).toContain("needs glibc 2.14");
    expect(() => judged(copies, "", promised("2.5"))).toThrow("was to need no newer glibc than 2.5");
  });

  test("is refused where it needs a library that is not everywhere, or searches a folder", () => {
    const linked = "-Wl,--no-as-needed -L. -lother";
    expect(() => judged(copies, linked)).toThrow("needs libraries that other machines may not have: libother.so.1");
    expect(() => judged(copies, "-Wl,-rpath,/opt/lib")).toThrow("searches folders that other machines do not have");
    expect(judged(copies, "-Wl,--no-as-needed -lm -ldl -lgcc_s")).toContain("needs glibc");
  });
});

describe("archives of variants", () => {
  /** The names of archives, and what the library of each is built with. */
  const archives = (variants: string): readonly (readonly [string, string])[] => {
    const script = inLibrary(`
      let
        part = partWith { patchelf = "patchelf"; } "artifacts";
        crate.overrideAttrs = changes:
          let made = changes { pname = "words"; nativeBuildInputs = [ ]; };
          in { outPath = builtins.toJSON { inherit (made) env buildPhase; }; };
      in (part.nifArtifacts {
        name = "words-1.0.0"; glibc = null; variants = ${variants};
        modules = [ {
          module = "Words"; inherit crate; basename = "words"; version = "1.0.0"; libName = "words";
          variants = { x86_64-unknown-linux-gnu = [ "small" "old" ]; aarch64-unknown-linux-gnu = [ "other" ]; };
          nifVersions = { "2.15".features = [ "nif_version_2_15" ]; };
        } ];
      }).script
    `) as string;
    return [...script.matchAll(/^artifact=(\S+)\ncp --no-preserve=mode (.*)\/lib\/libwords.so /gm)].map(
      ([, name = "", library = ""]) => {
        const { env, buildPhase } = JSON.parse(library) as { env: Record<string, string>; buildPhase: string };
        const [, cargo = ""] = /--target=\S+(.*) --target-dir/.exec(buildPhase) ?? [];
        const said = `${name} ${cargo.trim()} ${env["RUSTFLAGS"] ?? ""}`.replaceAll("'", "").trim();
        return [said.split(" ")[0] ?? "", said.split(" ").slice(1).join(" ")];
      },
    );
  };
  const usual = "libwords-v1.0.0-nif-2.15-x86_64-unknown-linux-gnu";

  test("are made of those of this target that are told how", () => {
    expect(archives("{ }")).toEqual([[`${usual}.so`, "--features=nif_version_2_15"]]);
    expect(
      archives(`{
        old = { env.RUSTFLAGS = "-C target-cpu=x86-64"; };
        small = { features = [ "tiny" ]; defaultFeatures = false; };
        other = { };
      }`),
    ).toEqual([
      [`${usual}.so`, "--features=nif_version_2_15"],
      [`${usual}--small.so`, "--no-default-features --features=nif_version_2_15,tiny"],
      [`${usual}--old.so`, "--features=nif_version_2_15 -C target-cpu=x86-64"],
    ]);
  });

  test("are refused of what no module declares", () => {
    expect(() => archives("{ oold = { }; }")).toThrow("no module declares the variants oold");
  });
});
