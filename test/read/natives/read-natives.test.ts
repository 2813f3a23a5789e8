import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import type { DependencyNatives } from "../../../src/model/natives.ts";
import { readProject } from "../../../src/read/read-project.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";
import type { SourceTree } from "../../../src/read/sources/source-tree.ts";

const hex = (app: string, requires: readonly string[] = [], managers = ":mix"): string => {
  const names = requires.map((name) => `{:${name}, "~> 1.0", [hex: :${name}, repo: "hexpm", optional: false]}`);
  return `"${app}": {:hex, :${app}, "1.2.3", "${"a".repeat(64)}", [${managers}], [${names.join(", ")}], "hexpm", "${"b".repeat(64)}"}`;
};

function tree(path: string, files: Readonly<Record<string, string>>): SourceTree {
  const bytes = Object.entries(files).map(([name, text]) => ({ path: name, data: new TextEncoder().encode(text) }));
  return { fs: archiveAt(path, bytes), folder: path };
}

const mixFile = (app: string, more = ""): string => `
  defmodule ${app}.MixProject do
    use Mix.Project
    def project, do: [app: :${app.toLowerCase()}, version: "1.2.3", deps: []${more}]
  end`;

const CARGO = {
  toml: '[package]\nname = "fast"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n',
};
const crateFiles = {
  "native/fast/Cargo.toml": CARGO.toml,
  "native/fast/src/lib.rs": "",
  "native/fast/Cargo.lock": 'version = 4\n\n[[package]]\nname = "fast"\nversion = "0.1.0"\n',
};

/** Reads a project with the given lock lines, its dependencies' sources from `trees`. */
async function read(
  lines: readonly string[],
  trees: Readonly<Record<string, SourceTree>>,
  config = "import Config\n",
): Promise<{ natives: readonly DependencyNatives[]; asked: readonly string[]; codes: readonly string[] }> {
  const apps = lines.map((line) => /^"([^"]+)"/.exec(line)?.[1] as string);
  const own = tree("/project", {
    "mix.exs": mixFile("App").replace("deps: []", `deps: [${apps.map((app) => `{:${app}, ">= 0.0.0"}`).join(", ")}]`),
    "mix.lock": `%{${lines.join(",\n")}}`,
    "config/config.exs": config,
  });
  const asked: string[] = [];
  const diagnostics = new Diagnostics();
  const project = await readProject({
    project: own.folder,
    limit: own.folder,
    fs: own.fs,
    parse: await elixirParser(),
    diagnostics,
    sources: {
      packages: async () => new Map(),
      async locate({ wanted }) {
        asked.push(...wanted.filter((each) => each.fetch).map((each) => each.dep.app));
        return new Map(Object.entries(trees));
      },
      outerChecksums: async () => new Map(),
      checkout: async () => ({ missing: "there is no git here" }),
    },
  });
  return { natives: project.natives, asked, codes: diagnostics.list.map((each) => each.code) };
}

describe("native parts of dependencies", () => {
  test("only what the lock leads to is fetched", async () => {
    const { natives, asked } = await read(
      [
        hex("jason"),
        hex("html", ["rustler_precompiled"]),
        hex("db", ["elixir_make"]),
        hex("rustler_precompiled"),
        hex("elixir_make"),
      ],
      {},
    );
    expect(natives.map((each) => each.app)).toEqual(["html", "db"]);
    expect(asked).toEqual(["html", "db"]);
  });

  test("what the lock leads to, or leaves open, is unread without sources", async () => {
    const git = `"vapor": {:git, "https://example.org/vapor.git", "${"c".repeat(40)}", []}`;
    const unread = async (lines: readonly string[]): Promise<readonly string[]> =>
      (await read(lines, {})).natives.filter((each) => each.unread).map((each) => each.app);
    expect(await unread([hex("html", ["rustler"]), hex("db", ["elixir_make"]), git, hex("rustler")])).toEqual([
      "html",
      "vapor",
    ]);
    expect(await unread([hex("db", ["elixir_make"]), git])).toEqual([]);
  });

  test("a git dependency requires what its own mix.exs declares, as far as it is there", async () => {
    const git = `"nx": {:git, "https://example.org/nx.git", "${"c".repeat(40)}", []}`;
    const declared = '{:elixir_make, "~> 0.6"}, {:jason, "~> 1.0", only: :test}, {:gone, "~> 1.0", optional: true}';
    const files = {
      "mix.exs": mixFile("Nx", ", compilers: [:elixir_make] ++ Mix.compilers()").replace(
        "deps: []",
        `deps: [${declared}]`,
      ),
      Makefile: "all:\n\tcmake -B build\n",
    };
    const { natives } = await read([git, hex("elixir_make"), hex("jason"), hex("telemetry")], {
      nx: tree("/nx", files),
    });
    const nx = natives.find((each) => each.app === "nx");
    expect(nx?.requires).toEqual(["elixir_make"]);
    expect(nx?.make?.programs).toEqual(["cmake"]);
  });

  test("a plain Rustler package: its module, its crate, the text of its lock", async () => {
    const files = {
      ...crateFiles,
      "mix.exs": mixFile("Fast"),
      "lib/fast.ex": 'defmodule Fast.Native do\n  use Rustler, otp_app: :fast, crate: "fast"\nend\n',
    };
    const {
      natives: [fast],
    } = await read([hex("fast", ["rustler"]), hex("rustler")], { fast: tree("/fast", files) });
    expect(fast?.nifs).toMatchObject([
      { module: "Fast.Native", crate: "fast", manifest: "native/fast/Cargo.toml", cargoLock: "native/fast/Cargo.lock" },
    ]);
    expect(fast?.crates).toMatchObject([{ packageName: "fast", libName: "fast" }]);
    expect(fast?.cargoLocks).toEqual({ "native/fast/Cargo.lock": crateFiles["native/fast/Cargo.lock"] });
  });

  test("the project's configuration holds inside of a dependency", async () => {
    const files = {
      ...crateFiles,
      "mix.exs": mixFile("Fast"),
      "lib/fast.ex": `
        defmodule Fast.Native do
          use Rustler, otp_app: :fast, crate: "fast", features: Application.compile_env(:fast, :features, [])
        end`,
    };
    const {
      natives: [fast],
    } = await read(
      [hex("fast", ["rustler"]), hex("rustler")],
      { fast: tree("/fast", files) },
      'import Config\nconfig :fast, features: ["cuda"]\n',
    );
    expect(fast?.nifs).toMatchObject([{ features: ["cuda"] }]);
  });

  const precompiled = (options: string, more = ""): Record<string, string> => ({
    "mix.exs": mixFile("Fast"),
    "lib/fast/native.ex": `
      defmodule Fast.Native do
        version = Mix.Project.config()[:version]
        use RustlerPrecompiled, otp_app: :fast, crate: "fast", version: version, force_build: System.get_env("FAST_BUILD") in ["1", "true"], ${options}
      end
      ${more}`,
    "checksum-Elixir.Fast.Native.exs": `%{
      "libfast-v1.2.3-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" => "sha256:${"c".repeat(64)}",
      "../evil" => "sha256:${"d".repeat(64)}",
      "weak" => "md5:abc",
    }`,
  });

  test("a precompiled package: its checksums, without what is no plain name or no SHA-256", async () => {
    const files = precompiled('base_url: "https://example.org/v1.2.3"');
    const {
      natives: [fast],
    } = await read([hex("fast", ["rustler_precompiled"]), hex("rustler_precompiled")], {
      fast: tree("/fast", files),
    });
    expect(fast?.nifs).toMatchObject([{ version: "1.2.3", baseUrl: "https://example.org/v1.2.3", forceBuild: false }]);
    expect(fast?.checksums).toEqual({
      "Fast.Native": { "libfast-v1.2.3-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz": "c".repeat(64) },
    });
  });

  test("addresses that a function makes are evaluated", async () => {
    const files = precompiled(
      "base_url: {Fast.Urls, :url}",
      'defmodule Fast.Urls do\n  def url(file), do: "https://example.org/" <> String.downcase("V1/") <> file\nend',
    );
    const {
      natives: [fast],
    } = await read([hex("fast", ["rustler_precompiled"]), hex("rustler_precompiled")], {
      fast: tree("/fast", files),
    });
    const name = "libfast-v1.2.3-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz";
    expect(fast?.artifactUrls).toEqual({ "Fast.Native": { [name]: `https://example.org/v1/${name}` } });
  });

  test("sources that cannot be had are reported, and the dependency stays", async () => {
    const { natives, codes } = await read([hex("fast", ["rustler"]), hex("rustler")], {});
    expect(codes).toContain("source-missing");
    expect(natives.map((each) => each.app)).toEqual(["fast"]);
  });

  test("what rebar3 builds is fetched, since its rebar.config may compile C; to be without it is no error", async () => {
    const lines = [hex("ranch", [], ":make, :rebar3"), hex("snappyer", [], ":rebar3"), hex("phoenix", [], ":mix")];
    const { natives, asked, codes } = await read(lines, {});
    expect(asked).toEqual(["ranch", "snappyer"]);
    expect(codes).toEqual(["source-doubtful", "source-doubtful"]);
    expect(natives).toMatchObject([
      { app: "ranch", make: null },
      { app: "snappyer", rebarPlugins: [] },
    ]);
  });

  test("plugins of rebar3 are found where the sources are at hand", async () => {
    const { natives } = await read([hex("snappyer", [], ":rebar3")], {
      snappyer: tree("/snappyer", {
        "rebar.config": '{plugins, [{pc, "1.15.0"}, rebar3_hex]}.\n{erl_opts, [debug_info]}.\n',
      }),
    });
    expect(natives).toMatchObject([{ app: "snappyer", rebarPlugins: ["pc", "rebar3_hex"] }]);
  });
});
