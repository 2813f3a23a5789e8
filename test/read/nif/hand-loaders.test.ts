import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { temporaryFolder } from "../../cli/support/project.ts";
import { mixExs } from "../mix/files.ts";
import { readFiles } from "../mix/reading.ts";

/** Bodies of modules, by name: the ways in which public projects write it. */
const ways: Readonly<Record<string, string>> = {
  Charlist: 'def load, do: :erlang.load_nif(:filename.join(:code.priv_dir(:app), ~c"native/libone"), 0)',
  Parts: 'def load, do: :erlang.load_nif(:filename.join([:code.priv_dir(:app), "native", ~c"libtwo"]), 0)',
  Fallback: `def load do
    path =
      case :code.priv_dir(:app) do
        {:error, :bad_name} -> ~c"priv"
        folder -> folder
      end

    case :erlang.load_nif(:filename.join(path, ~c"three"), [1, 2]) do
      :ok -> :ok
      other -> other
    end
  end`,
  AppDir: `@path "priv/native/libfour"
  def load do
    :app |> Application.app_dir(@path) |> String.to_charlist() |> :erlang.load_nif(0)
  end`,
  Helper: `def load, do: :erlang.load_nif(path("five"), 0)
  defp path(name), do: Path.join([Application.app_dir(:app), "priv", "lib" <> name]) |> to_charlist()`,
  Interpolated: 'def load, do: :erlang.load_nif(~c"#{:code.priv_dir(:app)}/native/libsix", 0)',
  Lib: 'def load, do: :erlang.load_nif(:filename.join(:code.lib_dir(:app, :priv), ~c"libseven"), 0)',
  Which: `def load do
    ebin = :filename.dirname(:code.which(__MODULE__))
    :erlang.load_nif(:filename.join([ebin, ~c"..", ~c"priv", ~c"libeight"]), 0)
  end`,
  Attribute: `@on_load {:load, 0}
  @name :nine
  def load, do: :erlang.load_nif(Path.join(:code.priv_dir(:app), "native/lib#{@name}") |> String.to_charlist(), 0)`,
  BySystem: `def load do
    name =
      case :os.type() do
        {:win32, _} -> ~c"ten_windows"
        {:unix, _} -> ~c"ten"
      end

    :erlang.load_nif(:filename.join(:code.priv_dir(:app), name), 0)
  end`,
};

const source = (name: string, body: string): string =>
  `defmodule App.${name} do\n  ${body.includes("@on_load") ? "" : "@on_load :load\n  "}${body}\nend\n`;

// What real Erlang looks for, from its own message that it is not there.
function looked(): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  const ebin = join(folder, "app/ebin");
  mkdirSync(ebin, { recursive: true });
  mkdirSync(join(folder, "app/priv"));
  writeFileSync(join(ebin, "app.app"), '{application, app, [{vsn, "1"}]}.');
  for (const [name, body] of Object.entries(ways)) {
    // An on_load that fails would leave no module to ask.
    writeFileSync(join(folder, `${name}.ex`), source(name, body).replace(/@on_load .*/, ""));
  }
  const files = Object.keys(ways).map((name) => join(folder, `${name}.ex`));
  execFileSync("elixirc", ["--ignore-module-conflict", "-o", ebin, ...files], { stdio: "pipe" });
  const ask = `for name <- ~w(${Object.keys(ways).join(" ")}) do
    {:error, {:load_failed, text}} = Module.concat("App", name).load()
    [_, path] = Regex.run(~r/library: '([^:]*): cannot open/, to_string(text))
    IO.puts(name <> "=" <> Path.relative_to(Path.expand(path), ${JSON.stringify(join(folder, "app"))}))
  end`;
  const printed = execFileSync("elixir", ["-pa", ebin, "-e", ask], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return Object.fromEntries(
    printed
      .trim()
      .split("\n")
      .map((line) => line.split("=")),
  );
}

const manifest = (name: string): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib"]\n`;

test("where a module's own load_nif looks is what real Erlang looks for", async () => {
  const names = Object.keys(ways);
  const settings = Object.fromEntries(names.map((name) => [`App.${name}`, { crate: "native/nif", loads: null }]));
  const { project } = await readFiles(
    {
      "/p/mix.exs": mixExs("[]", "app: :app"),
      "/p/native/nif/Cargo.toml": manifest("nif"),
      "/p/native/nif/src/lib.rs": "",
      ...Object.fromEntries(names.map((name) => [`/p/lib/${name}.ex`, source(name, ways[name] as string)])),
    },
    "/p",
    "prod",
    { loaders: settings },
  );
  const read = project.nifs.map(({ module, loadFrom }) => {
    if (loadFrom === null || isUnknown(loadFrom)) return [module, loadFrom];
    return [module.replace("App.", ""), loadFrom[0] === "app" ? `${loadFrom[1]}.so` : loadFrom];
  });
  expect(Object.fromEntries(read)).toEqual(looked());
}, 60_000);

test.each([
  ['"priv/native/libx"', "does not lie in an application's folder"],
  ["Other.path()", "calls Other.path/0"],
])("a library that is loaded from %s is not known", async (path, why) => {
  const { project } = await readFiles(
    {
      "/p/mix.exs": mixExs("[]", "app: :app"),
      "/p/lib/x.ex": source("X", `def load, do: :erlang.load_nif(${path}, 0)`),
      "/p/native/nif/Cargo.toml": manifest("nif"),
    },
    "/p",
    "prod",
    { loaders: { "App.X": { crate: "native/nif", loads: null } } },
  );
  expect(project.nifs[0]?.loadFrom).toEqual({ unknown: expect.stringContaining(why) });
});
