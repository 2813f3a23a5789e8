import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A Mix project with a crate, web assets and many small dependencies, the sources of those, and the edits whose builds are timed. Every
 * text holds a seed, so that nothing of another run is in the Nix store.
 */

const DEPTH = 6;
const MODULES = 8;

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const camel = (name) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());

/** Names of packages in layers: each but those of the first needs three of the layer below it. */
function graph(count) {
  const width = Math.ceil(count / DEPTH);
  return Array.from({ length: count }, (_, index) => {
    const below = Math.floor(index / width) * width - width;
    const needs = below < 0 ? [] : [0, 1, 2].map((step) => below + ((index + step * 5) % width));
    return { name: `package_${index + 1}`, needs: [...new Set(needs)].map((need) => `package_${need + 1}`) };
  });
}

/** The packages that an edit may take: one that nothing is built on, and one of the lowest layer. */
export const bumped = (count) => ({ leaf: `package_${count}`, deep: "package_1" });

/** What is built on a package, itself first. */
export function builtOn(count, name) {
  const reached = [name];
  for (const each of graph(count)) if (each.needs.some((need) => reached.includes(need))) reached.push(each.name);
  return reached;
}

/** The files of a package as Hex has it. */
export function packageFiles(count, name, version, seed) {
  const { needs } = graph(count).find((each) => each.name === name);
  const files = {
    "mix.exs": `defmodule ${camel(name)}.MixProject do
  use Mix.Project
  def project, do: [app: :${name}, version: "${version}", deps: [${needs.map((need) => `{:${need}, "~> 1.0"}`).join(", ")}]]
  def application, do: [extra_applications: [:logger]]
end
`,
  };
  for (let module = 1; module <= MODULES; module++) {
    const calls = needs.map((need) => `      ${camel(need)}.Part${module}.value(depth - 1)`);
    files[`lib/${name}/part_${module}.ex`] = `defmodule ${camel(name)}.Part${module} do
  @moduledoc "${seed} ${version}"
  defstruct [:id, :name, :parts]

  def value(0), do: ${module}
  def value(depth) do
    Enum.sum([
      ${module}${calls.length === 0 ? "" : ","}
${calls.join(",\n")}
    ])
  end

${Array.from({ length: 12 }, (_, at) => `  def part_${at}(%__MODULE__{name: name} = given, parts) when is_list(parts), do: %{given | id: ${at}, parts: Enum.map(parts, &{&1, name})}`).join("\n")}
end
`;
  }
  return files;
}

/** A line of mix.lock. */
export function lockEntry(count, name, version) {
  const { needs } = graph(count).find((each) => each.name === name);
  const list = needs.map((need) => `{:${need}, "~> 1.0", [hex: :${need}, repo: "hexpm", optional: false]}`);
  return hexLine(name, version, list.join(", "));
}

const hexLine = (name, version, needs) =>
  `  "${name}": {:hex, :${name}, "${version}", "${sha256(`${name} ${version} inner`)}", [:mix], [${needs}], "hexpm", "${sha256(`${name} ${version}`)}"},\n`;

const need = (app) => `{:${app}, ">= 0.0.0", [hex: :${app}, repo: "hexpm", optional: false]}`;

/** The stand-ins of test/pkgs/hex that the project uses besides, with what they need. */
export const standIns = { esbuild: "0.10.0", jason: "1.4.5", rustler: "0.36.2", toml: "0.7.0" };

/** The project, and all its packages' sources where `deps` names a folder for them. */
export function projectFiles(count, seed) {
  const packages = graph(count);
  const used = new Set(packages.flatMap((each) => each.needs));
  const top = packages.filter(({ name }) => !used.has(name));
  const own = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `lib/shop/part_${index}.ex`,
      `defmodule Shop.Part${index} do
  @moduledoc "${seed}"
${Array.from({ length: 20 }, (_, at) => `  def part_${at}(value), do: ${camel(top[index % top.length].name)}.Part1.value(0) + ${at} + value`).join("\n")}
end
`,
    ]),
  );
  return {
    ...own,
    "mix.exs": `defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [app: :shop, version: "1.0.0", start_permanent: Mix.env() == :prod, deps: deps(), aliases: aliases()]
  end

  def application, do: [extra_applications: [:logger]]

  defp aliases, do: ["assets.deploy": ["esbuild shop --minify"]]

  defp deps do
    [
      {:rustler, "~> 0.36.2", runtime: false},
      {:esbuild, "~> 0.10", runtime: false},
${top.map(({ name }) => `      {:${name}, "~> 1.0"}`).join(",\n")}
    ]
  end
end
`,
    "mix.lock": `%{\n${[
      ...packages.map(({ name }) => lockEntry(count, name, "1.0.0")),
      hexLine("esbuild", standIns.esbuild, need("jason")),
      hexLine("jason", standIns.jason, ""),
      hexLine("rustler", standIns.rustler, `${need("jason")}, ${need("toml")}`),
      hexLine("toml", standIns.toml, ""),
    ].join("")}}\n`,
    "config/config.exs": `import Config

config :esbuild,
  version: "0.25.4",
  shop: [
    args: ~w(js/app.js --bundle --outdir=../priv/static/assets/js),
    cd: Path.expand("../assets", __DIR__)
  ]
`,
    "assets/js/app.js": `import { part } from "./part.js";\nconsole.log(part, "${seed}");\n`,
    "assets/js/part.js": `export const part = "${seed}";\n`,
    "lib/shop/native.ex": `defmodule Shop.Native do
  use Rustler, otp_app: :shop, crate: "shop_nif"
  def add(_left, _right), do: :erlang.nif_error(:nif_not_loaded)
end
`,
    "native/shop_nif/Cargo.toml": `[package]\nname = "shop_nif"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n\n[features]\n${seed} = []\n`,
    "native/shop_nif/Cargo.lock": 'version = 4\n\n[[package]]\nname = "shop_nif"\nversion = "0.1.0"\n',
    "native/shop_nif/src/lib.rs": rust,
    ".gitignore": "/_build/\n/deps/\n/priv/\ntarget/\n",
  };
}

/** A NIF library without any crate: what is timed is not how long other crates take. */
const rust = `use std::os::raw::{c_char, c_int, c_uint, c_void};

type Nif = unsafe extern "C" fn(*mut c_void, c_int, *const usize) -> usize;

#[repr(C)]
pub struct Function {
    name: *const c_char,
    arity: c_uint,
    fptr: Nif,
    flags: c_uint,
}

#[repr(C)]
pub struct Entry {
    major: c_int,
    minor: c_int,
    name: *const c_char,
    functions: c_int,
    table: *const Function,
    load: *const c_void,
    reload: *const c_void,
    upgrade: *const c_void,
    unload: *const c_void,
    variant: *const c_char,
    options: c_uint,
    resource_size: usize,
    erts: *const c_char,
}

unsafe extern "C" {
    fn enif_get_int(env: *mut c_void, term: usize, value: *mut c_int) -> c_int;
    fn enif_make_int(env: *mut c_void, value: c_int) -> usize;
}

unsafe extern "C" fn add(env: *mut c_void, _argc: c_int, argv: *const usize) -> usize {
    let (mut left, mut right) = (0, 0);
    unsafe {
        enif_get_int(env, *argv, &mut left);
        enif_get_int(env, *argv.add(1), &mut right);
        enif_make_int(env, left + right)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn nif_init() -> *const Entry {
    let table = Box::new(Function { name: c"add".as_ptr(), arity: 2, fptr: add, flags: 0 });
    Box::leak(Box::new(Entry {
        major: 2,
        minor: 15,
        name: c"Elixir.Shop.Native".as_ptr(),
        functions: 1,
        table: Box::leak(table),
        load: std::ptr::null(),
        reload: std::ptr::null(),
        upgrade: std::ptr::null(),
        unload: std::ptr::null(),
        variant: c"beam.vanilla".as_ptr(),
        options: 1,
        resource_size: 0,
        erts: c"erts-10.4".as_ptr(),
    }))
}
`;

/** Writes files below a folder. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
