import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a Mix project with one NIF and a lock of that many packages, shaped as real locks are: each package needs up to four
 * of those before it, mix.exs names every tenth.
 */
export function writeProject(folder, entries) {
  const names = Array.from({ length: entries - 1 }, (_, index) => `package_${index + 1}`);
  const files = {
    "mix.exs": mixExs(names.filter((_, index) => index % 10 === 0 || index > names.length - 20)),
    "mix.lock": mixLock(names),
    "config/config.exs": "import Config\n\nconfig :big, key: :value\n",
    "lib/big/native.ex": native,
    "native/big_nif/Cargo.toml": cargoToml,
    "native/big_nif/Cargo.lock": cargoLock,
    "native/big_nif/src/lib.rs": 'rustler::init!("Elixir.Big.Native");\n',
  };
  // Sources that hold no NIF: most of what is looked through in a project of this size.
  for (let index = 0; index < 400; index++) files[`lib/big/module_${index}.ex`] = plainModule(index);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function mixExs(names) {
  return `defmodule Big.MixProject do
  use Mix.Project

  def project do
    [app: :big, version: "1.0.0", elixir: "~> 1.15", start_permanent: Mix.env() == :prod, deps: deps()]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36", runtime: false},
${names.map((name) => `      {:${name}, "~> 1.0"}`).join(",\n")}
    ]
  end
end
`;
}

function mixLock(names) {
  const lines = names.map((name, index) => {
    const needs = names.slice(Math.max(0, index - 9), index).filter((_, at) => at % 3 === 0);
    return entry(name, "1.0.0", needs);
  });
  return `%{\n${[...lines, entry("rustler", "0.36.1", [])].join("")}}\n`;
}

function entry(name, version, needs) {
  const list = needs.map((need) => `{:${need}, "~> 1.0", [hex: :${need}, repo: "hexpm", optional: false]}`).join(", ");
  const inner = sha256(`${name} inner`);
  return `  "${name}": {:hex, :${name}, "${version}", "${inner}", [:mix], [${list}], "hexpm", "${sha256(name)}"},\n`;
}

function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

function plainModule(index) {
  const functions = Array.from(
    { length: 20 },
    (_, at) => `  @doc "Adds ${at}."\n  def add_${at}(value), do: value + ${at}\n`,
  );
  return `defmodule Big.Module${index} do\n  @moduledoc false\n\n${functions.join("\n")}end\n`;
}

const native = `defmodule Big.Native do
  use Rustler, otp_app: :big, crate: "big_nif"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`;

const cargoToml = `[package]
name = "big_nif"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
rustler = "0.36"
`;

const cargoLock = `version = 4

[[package]]
name = "big_nif"
version = "0.1.0"
dependencies = [
 "rustler",
]

[[package]]
name = "rustler"
version = "0.36.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${sha256("rustler crate")}"
`;
