import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { NifModule } from "../../../src/model/nif-module.ts";
import { type System, systems } from "../../../src/model/systems.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { platformsOf } from "../../../src/recipes/platforms.ts";
import { temporaryFolder } from "../../cli/support/project.ts";
import { mixExs } from "../mix/files.ts";
import { readFiles } from "../mix/reading.ts";

/** Lists of features as projects write them. */
const ways: readonly string[] = [
  'if(:os.type() == {:unix, :darwin}, do: ["metal"], else: [])',
  'if match?({:unix, :linux}, :os.type()), do: ["cuda"], else: ["metal"]',
  `case :os.type() do
     {:win32, _} -> ["directml"]
     {:unix, :darwin} -> ["coreml"]
     {:unix, os} when os in [:linux, :freebsd] -> ["tensorrt"]
     _ -> []
   end`,
  "with {:unix, name} <- :os.type(), do: [Atom.to_string(name)]",
  '["base" | (:os.type() |> elem(1) |> then(&if(&1 == :linux, do: ["io_uring"], else: ["kqueue"])))]',
  'Map.get(%{linux: ["a"], darwin: ["b"]}, elem(:os.type(), 1), [])',
  ':erlang.system_info(:system_architecture) |> List.to_string() |> String.split("-") |> hd() |> then(&if(&1 == "x86_64", do: ["avx2"], else: []))',
  'if(String.contains?(to_string(:erlang.system_info(:system_architecture)), "darwin"), do: ["mac"], else: ["other"])',
  `case to_string(:erlang.system_info(:system_architecture)) do
     "x86_64" <> _ -> ["sse"]
     arch -> if(arch =~ ~r/^(aarch64|arm64)/, do: ["neon"], else: [])
   end`,
  'if(List.starts_with?(:erlang.system_info(:system_architecture), ~c"x86_64"), do: ["wide"], else: ["narrow"])',
  'for {:unix, os} <- [:os.type()], os != :windows, do: "unix"',
];

/** What Elixir answers where the BEAM is for each of the platforms: what it says of itself is put in the place of the question. */
function answers(): Readonly<Record<string, readonly string[]>> {
  const told = systems.flatMap((system) =>
    platformsOf(system).flatMap(({ os, architecture }) =>
      ways
        .map((way) =>
          way
            .replaceAll(":os.type()", `{:unix, :${os}}`)
            .replaceAll(":erlang.system_info(:system_architecture)", `~c"${architecture}"`),
        )
        .map((code, index) => `IO.puts(Enum.join(["${system}", "${index}" | (${code})], " "))\n`),
    ),
  );
  const script = join(temporaryFolder(), "answers.exs");
  writeFileSync(script, told.join(""));
  const lines = execFileSync("elixir", [script], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  const found: Record<string, readonly string[]> = {};
  for (const line of lines.split("\n")) {
    const [system, index, ...features] = line.split(" ");
    found[`${system} ${index}`] = features;
  }
  return found;
}

const manifest = (name: string): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib"]\n`;

/** The modules of a project, each with these options of `use Rustler`. */
async function modules(options: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const { project, diagnostics } = await readFiles({
    "/p/mix.exs": mixExs('[{:rustler, "~> 0.36"}]', "app: :app"),
    "/p/native/nif/Cargo.toml": manifest("nif"),
    "/p/native/nif/src/lib.rs": "",
    ...Object.fromEntries(
      options.map((text, index) => [
        `/p/lib/m${index}.ex`,
        `defmodule App.M${index} do\n  use Rustler, otp_app: :app, crate: "nif"${text}\nend\n`,
      ]),
    ),
    ...files,
  });
  return {
    nifs: options.map((_, index) => project.nifs.find(({ module }) => module === `App.M${index}`) as NifModule),
    diagnostics,
  };
}

const onSystem = (nif: NifModule, system: System): NifModule | null =>
  nif.onSystems === undefined ? nif : nif.onSystems[system];

test("what depends on the system is on each what Elixir answers there", async () => {
  const { nifs } = await modules(ways.map((way) => `, features: (${way})`));
  const read = systems.flatMap((system) =>
    nifs.map((nif, index) => [`${system} ${index}`, onSystem(nif, system)?.features] as const),
  );
  expect(Object.fromEntries(read)).toEqual(answers());
}, 60_000);

test("the machine that runs this is one of those that are told apart", () => {
  const ask = 'IO.puts("#{elem(:os.type(), 1)} #{:erlang.system_info(:system_architecture)}")';
  const said = execFileSync("elixir", ["-e", ask], { encoding: "utf8" }).trim();
  const known = systems.flatMap((system) => platformsOf(system).map(({ os, architecture }) => `${os} ${architecture}`));
  const withoutVersion = (text: string): string => text.replace(/(darwin)[\d.]+$/, "$1");
  expect(known.map(withoutVersion)).toContain(withoutVersion(said));
}, 60_000);

test("what differs between two BEAMs of one system stays unknown there, and nowhere else", async () => {
  const musl = 'if(to_string(:erlang.system_info(:system_architecture)) =~ "musl", do: ["static"], else: [])';
  const { nifs } = await modules([`, features: (${musl})`]);
  const known = systems.map((system) => onSystem(nifs[0] as NifModule, system)?.features);
  expect(known.map((features) => isUnknown(features))).toEqual([true, true, false, false]);
  expect(known.slice(2)).toEqual([[], []]);
});

test("what depends on something else as well stays unknown", async () => {
  const { nifs, diagnostics } = await modules([
    ', features: if(:os.type() == {:unix, :darwin}, do: ["metal"], else: [elem(System.cmd("uname", ["-m"]), 0)])',
  ]);
  const known = systems.map((system) => onSystem(nifs[0] as NifModule, system)?.features);
  expect(known.map((features) => isUnknown(features))).toEqual([true, true, false, false]);
  expect(diagnostics.map(({ code }) => code)).not.toContain("nif-uncertain");
});

test("configuration by system is on each what it sets there", async () => {
  const { nifs } = await modules(["", ""], {
    "/p/config/config.exs": `import Config
if match?({:unix, :darwin}, :os.type()) do
  config :app, App.M0, features: ["metal"], env: [{"SDK", "mac"}]
end
config :app, App.M1, mode: if(elem(:os.type(), 0) == :unix, do: :debug, else: :release)
`,
  });
  const [first, second] = nifs as [NifModule, NifModule];
  expect(systems.map((system) => onSystem(first, system)?.features)).toEqual([[], [], ["metal"], ["metal"]]);
  expect(systems.map((system) => onSystem(first, system)?.env)).toEqual([[], [], [["SDK", "mac"]], [["SDK", "mac"]]]);
  expect([second.mode, second.onSystems]).toEqual(["debug", undefined]);
});

test("a module that loads a library on some systems alone is none on the others", async () => {
  const { project, diagnostics } = await readFiles({
    "/p/mix.exs": mixExs('[{:rustler, "~> 0.36"}]', "app: :app"),
    "/p/native/nif/Cargo.toml": manifest("nif"),
    "/p/native/nif/src/lib.rs": "",
    "/p/lib/mac.ex": `defmodule App.Mac do
  if :os.type() == {:unix, :darwin} do
    use Rustler, otp_app: :app, crate: "nif"
  end
end
`,
  });
  const [mac] = project.nifs as [NifModule];
  expect(systems.map((system) => onSystem(mac, system)?.module)).toEqual([undefined, undefined, "App.Mac", "App.Mac"]);
  // Neither that it may load one, nor that nobody uses the crate.
  const said = diagnostics.map(({ code }) => code);
  expect(said.filter((code) => code === "nif-uncertain" || code === "nif-crate-unused")).toEqual([]);
});
