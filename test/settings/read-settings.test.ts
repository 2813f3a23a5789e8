import { describe, expect, test } from "vitest";
import { Diagnostics, FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { ReadFileSystem } from "../../src/ports/file-system.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { defaultSettings } from "../../src/settings/settings.ts";

async function read(text: string | undefined) {
  const diagnostics = new Diagnostics();
  const fs = {
    readText: (path: string) => (path === "/p/nif2nix.toml" ? text : undefined),
    exists: (path: string) => ["/.git", "/shared", "/p/assets/admin", "/p/native/my_port"].includes(path),
  } as Partial<ReadFileSystem> as ReadFileSystem;
  const settings = await readSettings(fs, "/p", diagnostics);
  return { settings, findings: diagnostics.list };
}

describe("nif2nix.toml", () => {
  test.each(['include = ["../shared"]', '[assets]\n"../shared" = ["x"]'])(
    "%j is refused where the repository ends at the project",
    async (text) => {
      const diagnostics = new Diagnostics();
      const fs = {
        readText: () => text,
        exists: (path: string) => ["/p/.git", "/shared"].includes(path),
      } as Partial<ReadFileSystem> as ReadFileSystem;
      await readSettings(fs, "/p", diagnostics);
      const found = diagnostics.list.map(({ code, place, args }) => [code, place.line, args]);
      expect(found).toEqual([["path-outside-root", text.split("\n").length, { path: "../shared" }]]);
    },
  );

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
outputs = ["image", "module"]
dependencies = "together"
checks = ["credo", "test"]
style = "default"

[build]
env = { EDITION = "enterprise" }
nativeBuildInputs = ["which"]
buildInputs = ["zlib"]
crates = ["native/my_port"]
tasks = ["sitemap.generate --all"]
node = "24"
[assets]
"assets/admin" = ["npm run build"]
[run]
path = ["ffmpeg"]
maxClosureSize = "1.5GiB"
[beam]
erlang = "27"
elixir = "nixpkgs"

[nif."MyApp.Native"]
skip = true
features = ["cuda"]
defaultFeatures = false
mode = "debug"
crate = "native/my_nif"
loads = "priv/native/libmy_nif"

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
      outputs: ["image", "module"],
      dependencies: "together",
      checks: ["credo", "test"],
      style: "default",
      build: {
        env: { EDITION: "enterprise" },
        nativeBuildInputs: ["which"],
        buildInputs: ["zlib"],
        crates: ["native/my_port"],
        tasks: ["sitemap.generate --all"],
        node: "24",
      },
      assets: { "assets/admin": ["npm run build"] },
      run: { path: ["ffmpeg"], maxClosureSize: "1.5GiB" },
      beam: { erlang: "27", elixir: "nixpkgs" },
      nifs: {
        "MyApp.Native": {
          skip: true,
          features: ["cuda"],
          defaultFeatures: false,
          mode: "debug",
          crate: "native/my_nif",
          loads: "priv/native/libmy_nif",
        },
      },
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
    ['rust = "crane"\ninclude = ["../nothing"]', "include-missing", 2, 13, { key: "include", path: "../nothing" }],
    ['[assets]\nweb = ["npm run build"]', "include-missing", 2, 1, { key: "assets", path: "web" }],
    ['[assets]\n"../web" = ["x"]', "include-missing", 2, 1, { key: "assets", path: "../web" }],
    [
      '[assets]\n"web/../../x" = ["x"]',
      "settings-wrong-value",
      2,
      1,
      {
        key: 'assets."web/../../x"',
        received: '"web/../../x"',
        expected: /of the repository.*\.\.\/frontend beside it/,
      },
    ],
    ["rsut = 1", "settings-unknown-key", 1, 1, { key: "rsut", where: "", suggestion: /"rust"/ }],
    [
      '[crate.a]\nbuildInputs = []\n  nativeBuildInput = ["x"]',
      "settings-unknown-key",
      3,
      3,
      { key: "nativeBuildInput", where: / \[crate\.a\]/, suggestion: /"nativeBuildInputs"/ },
    ],
    [
      '[nif]\n"A.B" = { skpi = true }',
      "settings-unknown-key",
      2,
      11,
      { key: "skpi", where: / \[nif\."A\.B"\]/, suggestion: /"skip"/ },
    ],
    [
      '[package.a.checkouts]\n"../b" = { url = "https://example.com", rev = "0123456789abcdef0123456789abcdef01234567" }',
      "settings-wrong-value",
      2,
      1,
      { key: 'package.a.checkouts."../b"', received: '"../b"' },
    ],
    ["\n\nzzzzzz = 1", "settings-unknown-key", 3, 1, { key: "zzzzzz", suggestion: "" }],
    [
      'rust = "craen"',
      "settings-wrong-value",
      1,
      1,
      { key: "rust", expected: /"crane" or "rustPlatform"/, received: '"craen"' },
    ],
    ['[nif."A.B"]\nskip = "yes"', "settings-wrong-value", 2, 1, { key: 'nif."A.B".skip', received: '"yes"' }],
    [
      '[crate.a]\nbuildInputs = ["ok", "x; rm"]',
      "settings-wrong-value",
      2,
      1,
      { key: "crate.a.buildInputs (entry 2)", received: '"x; rm"' },
    ],
    [
      'checks = ["credoo"]',
      "settings-wrong-value",
      1,
      1,
      { key: "checks (entry 1)", suggestion: '; did you mean "credo"?' },
    ],
    ['dependencies = "togehter"', "settings-wrong-value", 1, 1, { suggestion: '; did you mean "together"?' }],
    ['outputs = "image"', "settings-wrong-value", 1, 1, { expected: "a list", suggestion: '; write ["image"]' }],
    ["[beam]\nerlang = 27", "settings-wrong-value", 2, 1, { received: "27", suggestion: '; write "27"' }],
    // In TOML each part of such a header is a table of its own.
    [
      "[nif.MyApp.Native]\nskip = true",
      "settings-unknown-key",
      1,
      1,
      { key: "Native", suggestion: '; a name with dots stands in quotes: [nif."MyApp.Native"]' },
    ],
    [
      "[nif.MyApp.Nif.Native]\nskip = true",
      "settings-unknown-key",
      1,
      1,
      { key: "Nif", suggestion: '; a name with dots stands in quotes: [nif."MyApp.Nif.Native"]' },
    ],
    ['maxClosureSize = "1GB"', "settings-unknown-key", 1, 1, { suggestion: "; it stands in [run]" }],
    ['[build]\nrust = "crane"', "settings-unknown-key", 2, 1, { suggestion: "; it stands above the first table" }],
    // [crate.NAME] and [package.NAME] have it, too, but are named after something.
    ['buildInputs = ["zlib"]', "settings-unknown-key", 1, 1, { suggestion: "; it stands in [build]" }],
    ["[build.hasOwnProperty]", "settings-unknown-key", 1, 1, { key: "hasOwnProperty", where: " in [build]" }],
    ["[constructor]", "settings-unknown-key", 1, 1, { key: "constructor", suggestion: "" }],
    ['[package]\nexplorer = "source"', "settings-wrong-value", 2, 1, { key: "package.explorer", received: '"source"' }],
  ])("%j is reported where it stands", async (text, code, line, column, named) => {
    const { findings } = await read(text);
    expect(findings).toHaveLength(1);
    const args = Object.entries(named).map(([name, text]: [string, string | RegExp]) => [
      name,
      text instanceof RegExp ? expect.stringMatching(text) : text,
    ]);
    const place = { file: "nif2nix.toml", line, column };
    expect(findings[0]).toMatchObject({ code, place, args: Object.fromEntries(args) });
  });

  test("an unknown key says which there are", async () => {
    const { findings } = await read("[package.a]\nwhy = 1");
    expect(findings[0]?.args["known"]).toMatch(/^way, nativeBuildInputs, /);
  });

  test("every mistake is reported in one run", async () => {
    const { findings } = await read("a = 1\nb = 2\nrust = 3");
    expect(findings.map(({ place }) => place.line).sort()).toEqual([1, 2, 3]);
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
