import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const targets = [
  "aarch64-apple-darwin",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "x86_64-unknown-linux-gnu",
];

/**
 * Adds packages with NIFs to a project's mix.exs, mix.lock and deps/, as `mix deps.get` leaves them: every second one with
 * RustlerPrecompiled and its checksums, the others with plain Rustler and a Cargo.lock of 60 crates.
 */
export function addNativePackages(folder, count) {
  const packages = Array.from({ length: count }, (_, index) => ({
    name: `native_${index + 1}`,
    module: `Native${index + 1}`,
    uses: index % 2 === 0 ? "rustler" : "rustler_precompiled",
  }));
  const lock = packages.map(({ name, uses }) => entry(name, [uses])).concat(entry("rustler_precompiled", []));
  edit(join(folder, "mix.lock"), (text) => text.replace(/^}$/m, `${lock.join("")}}`));
  const declared = packages.map(({ name }) => `      {:${name}, "~> 1.0"},\n`).join("");
  edit(join(folder, "mix.exs"), (text) => text.replace("    [\n      {:rustler", `    [\n${declared}      {:rustler`));
  for (const each of packages) writePackage(join(folder, "deps", each.name), each);
}

function writePackage(folder, { name, module, uses }) {
  const files = {
    ".hex": `${name},1.0.0,${sha256(`${name} inner`)},hexpm`,
    "mix.exs": mixExs(name, module, uses),
    [`lib/${name}/native.ex`]: uses === "rustler" ? plainModule(name, module) : precompiledModule(name, module),
    [`native/${name}/Cargo.toml`]: `[package]\nname = "${name}"\nversion = "1.0.0"\n\n[lib]\ncrate-type = ["cdylib"]\n\n[dependencies]\nrustler = "0.36"\n`,
    [`native/${name}/Cargo.lock`]: cargoLock(name),
    [`native/${name}/src/lib.rs`]: `rustler::init!("Elixir.${module}");\n`,
  };
  if (uses === "rustler_precompiled") files[`checksum-Elixir.${module}.exs`] = checksums(name);
  for (let index = 0; index < 10; index++) {
    files[`lib/${name}/part_${index}.ex`] =
      `defmodule ${module}.Part${index} do\n  @moduledoc false\n  def part, do: ${index}\nend\n`;
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const mixExs = (name, module, uses) => `defmodule ${module}.MixProject do
  use Mix.Project

  @version "1.0.0"

  def project do
    [app: :${name}, version: @version, elixir: "~> 1.13", deps: [{:${uses}, "~> 0.8", runtime: false}]]
  end

  def application, do: [extra_applications: [:logger]]
end
`;

const plainModule = (name, module) => `defmodule ${module} do
  use Rustler, otp_app: :${name}, crate: "${name}"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`;

const precompiledModule = (name, module) => `defmodule ${module} do
  version = Mix.Project.config()[:version]

  use RustlerPrecompiled,
    otp_app: :${name},
    crate: "${name}",
    base_url: "https://example.org/${name}/releases/download/v#{version}",
    force_build: System.get_env("${name.toUpperCase()}_BUILD") in ["1", "true"],
    nif_versions: ["2.15", "2.16"],
    version: version

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`;

function checksums(name) {
  const lines = targets.flatMap((target) =>
    ["2.15", "2.16"].map((nif) => {
      const file = `lib${name}-v1.0.0-nif-${nif}-${target}.so.tar.gz`;
      return `  "${file}" => "sha256:${sha256(file)}",\n`;
    }),
  );
  return `%{\n${lines.join("")}}\n`;
}

function cargoLock(name) {
  const crates = Array.from({ length: 60 }, (_, index) => (index === 0 ? "rustler" : `crate-${index}`));
  const locked = crates.map(
    (crate) => `[[package]]
name = "${crate}"
version = "0.36.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${sha256(crate)}"
`,
  );
  const own = `[[package]]\nname = "${name}"\nversion = "1.0.0"\ndependencies = [\n "rustler",\n]\n`;
  return `version = 4\n\n${own}\n${locked.join("\n")}`;
}

function entry(name, needs) {
  const list = needs.map((need) => `{:${need}, "~> 0.8", [hex: :${need}, repo: "hexpm", optional: false]}`).join(", ");
  return `  "${name}": {:hex, :${name}, "1.0.0", "${sha256(`${name} inner`)}", [:mix], [${list}], "hexpm", "${sha256(name)}"},\n`;
}

function edit(path, change) {
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${path} is as it was`);
  writeFileSync(path, after);
}
