import { describe, expect, test } from "vitest";
import { Diagnostics, FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import { toFinding } from "../../src/diagnostics/finding.ts";
import type { ReadFileSystem } from "../../src/ports/file-system.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { defaultSettings } from "../../src/settings/settings.ts";

async function read(text: string | undefined) {
  const diagnostics = new Diagnostics();
  const fs = {
    readText: (path: string) => (path === "/p/nif2nix.toml" ? text : undefined),
    exists: (path: string) => path === "/shared",
  } as Partial<ReadFileSystem> as ReadFileSystem;
  const settings = await readSettings(fs, "/p", diagnostics);
  return { settings, findings: diagnostics.list.map(toFinding) };
}

describe("nif2nix.toml", () => {
  test("without the file every default holds", async () => {
    expect((await read(undefined)).settings).toEqual(defaultSettings);
    expect((await read("")).settings).toEqual(defaultSettings);
  });

  test("every setting is taken over", async () => {
    const { settings, findings } = await read(`
rust = "rustPlatform"
env = "staging"
release = "web"
include = ["../shared"]

[nif."MyApp.Native"]
skip = true
features = ["cuda"]
defaultFeatures = false
mode = "debug"

[repo.acme]
url = "https://hex.acme.example"
keyVariable = "ACME_KEY"

[package.explorer]
way = "source"
nativeBuildInputs = ["cmake"]
buildInputs = ["zlib"]
env = { PLAIN = "1" }
git = { rev = "0123456789abcdef0123456789abcdef01234567", hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }

[package.explorer.checkouts]
"third_party/words" = { url = "https://example.com/words.git", rev = "0123456789abcdef0123456789abcdef01234567" }

[package.explorer.downloads]
ARCHIVE = { url = "https://example.com/a.tar.gz", hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }

[crate.my_nif]
nativeBuildInputs = ["pkg-config", "llvmPackages.libclang"]
buildInputs = ["openssl"]
env = { OPENSSL_NO_VENDOR = "1" }
outputHashes = { "a-1.0.0" = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }
toolchain = "nightly-2026-01-31"
`);
    expect(findings).toEqual([]);
    expect(settings).toEqual({
      rust: "rustPlatform",
      mixEnv: "staging",
      release: "web",
      include: ["../shared"],
      nifs: { "MyApp.Native": { skip: true, features: ["cuda"], defaultFeatures: false, mode: "debug" } },
      repos: { acme: { url: "https://hex.acme.example", keyVariable: "ACME_KEY" } },
      packages: {
        explorer: {
          way: "source",
          nativeBuildInputs: ["cmake"],
          buildInputs: ["zlib"],
          env: { PLAIN: "1" },
          git: {
            rev: "0123456789abcdef0123456789abcdef01234567",
            hash: "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          },
          checkouts: {
            "third_party/words": {
              url: "https://example.com/words.git",
              rev: "0123456789abcdef0123456789abcdef01234567",
            },
          },
          downloads: {
            ARCHIVE: {
              url: "https://example.com/a.tar.gz",
              hash: "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            },
          },
        },
      },
      crates: {
        my_nif: {
          nativeBuildInputs: ["pkg-config", "llvmPackages.libclang"],
          buildInputs: ["openssl"],
          env: { OPENSSL_NO_VENDOR: "1" },
          outputHashes: { "a-1.0.0": "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
          toolchain: "nightly-2026-01-31",
        },
      },
    });
  });

  test.each([
    [
      'rust = "crane"\ninclude = ["../nothing"]',
      "NN704",
      2,
      13,
      "`include` names ../nothing, and there is no such file or folder",
    ],
    ["rsut = 1", "NN702", 1, 1, 'there is no setting "rsut"; did you mean "rust"?'],
    [
      '[crate.a]\nbuildInputs = []\n  nativeBuildInput = ["x"]',
      "NN702",
      3,
      3,
      'there is no setting "nativeBuildInput" in [crate.a]; did you mean "nativeBuildInputs"?',
    ],
    ['[nif]\n"A.B" = { skpi = true }', "NN702", 2, 11, 'there is no setting "skpi" in [nif.A.B]; did you mean "skip"?'],
    [
      '[package.a.checkouts]\n"../b" = { url = "https://example.com", rev = "0123456789abcdef0123456789abcdef01234567" }',
      "NN703",
      2,
      1,
      'the setting package.a.checkouts.../b must be a folder inside of the package, but is "../b"',
    ],
    ["\n\nzzzzzz = 1", "NN702", 3, 1, 'there is no setting "zzzzzz"'],
    ['rust = "craen"', "NN703", 1, 1, 'the setting rust must be "crane" or "rustPlatform", but is "craen"'],
    ['[nif."A.B"]\nskip = "yes"', "NN703", 2, 1, 'the setting nif.A.B.skip must be true or false, but is "yes"'],
    [
      '[crate.a]\nbuildInputs = ["ok", "x; rm"]',
      "NN703",
      2,
      1,
      'the setting crate.a.buildInputs.1 must be an attribute path of nixpkgs, such as pkg-config, but is "x; rm"',
    ],
    ['[package]\nexplorer = "source"', "NN703", 2, 1, 'the setting package.explorer must be a table, but is "source"'],
  ])("%j is reported where it stands", async (text, code, line, column, message) => {
    const { findings } = await read(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code, severity: "error", file: "nif2nix.toml", line, column, message });
  });

  test("an unknown key says which there are", async () => {
    const { findings } = await read("[package.a]\nwhy = 1");
    expect(findings[0]?.help).toContain("Known here: way, nativeBuildInputs, ");
  });

  test("every mistake is reported in one run", async () => {
    const { findings } = await read("a = 1\nb = 2\nrust = 3");
    expect(findings.map((finding) => finding.line).sort()).toEqual([1, 2, 3]);
  });

  test("what is no TOML is fatal, with its place", async () => {
    const error: unknown = await read('rust = "crane"\nenv = = 1').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FatalDiagnostic);
    expect((error as FatalDiagnostic).diagnostic).toMatchObject({
      code: "settings-syntax",
      place: { file: "nif2nix.toml", line: 2 },
    });
  });
});
