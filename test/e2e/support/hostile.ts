import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./workplace.ts";

/** What nobody writes but what runs part of a text: the sign itself stands in none of the texts. */
export const SIGN = "hit42";

const shell = "$(echo hit$((40+2))>&2;touch hit$((40+2)))";
const older = "`echo hit$((40+2))>&2;touch hit$((40+2))`";
const nix = '${throw ("hit" + toString (6 * 7))}';
const elixir = '#{IO.puts("hit#{6 * 7}")}';
const statement = "touch hit$((40+2));echo hit$((40+2))";

/** A text that does something wherever it is taken for code: by a shell, Nix, Elixir, make or JavaScript, quoted or not. */
export const hostileText = [
  shell,
  older,
  nix,
  elixir,
  `'; ${statement}; '`,
  `"; ${statement}; "`,
  `''; ${shell} ''`,
  "''${x} $${x} %x% $out $(shell touch hit$$((40+2)))",
  `\n${statement}\n`,
  "\t| & > hit$((40+2)) # \\",
].join(" ");

/** The same for the name of a file or folder: one segment of a path, on one line. Its words are what a shell would split it into. */
export const hostileName = `-n ${shell} ${older} ${nix.replaceAll('"', "'")} ''d'' ; ${statement} & ${elixir}`;

/** One that fits into the header of an archive. */
export const shortName = `-n ${shell} ''\${x}''`;

/** One without the signs of a pattern, which `import_config` would take it for. */
const configName = `-n ${shell} ${older} ; ${statement} ''"`;

/** What npm takes in a name that it did not give itself, and a lock may say: no blank and no slash. */
const npmName = "$(touch${IFS}hit$((40+2)))`touch${IFS}hit$((40+2))`${x}''q'';touch${IFS}hit$((40+2));'\"&";

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("#{", "\\#{").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
/** Of what is left of JSON's escapes in these texts, TOML and Rust have all. */
const json = (text: string): string => JSON.stringify(text);

/** Elixir takes anything in a module's name but `/` and `\\`. */
const module = `Elixir.Hostile.${shell}${older}${nix}${elixir}''q''; "`;

export interface HostileOptions {
  /** Integrity of the one npm package, as a lock has it. */
  readonly integrity: string;
  /** Where a private Hex repository answers, and the lock's entry for its one package. */
  readonly repository: string;
  readonly lockEntry: string;
}

/** A project whose names and values are as bad as what reads them allows: paths and contents of its files. */
export function hostileProject({ integrity, repository: url, lockEntry }: HostileOptions): Record<string, string> {
  const golden = join(repository, "examples/hello_nif");
  const crate = `native/${hostileName}`;
  const lock = readFileSync(join(golden, "mix.lock"), "utf8").replace(/\n\}\s*$/, `\n  ${lockEntry},\n}\n`);
  return {
    "mix.exs": `defmodule Hostile.MixProject do
  use Mix.Project

  def project do
    [
      app: :hostile,
      version: "0.1.0-rc.1+a.b",
      description: ${quoted(hostileText)},
      releases: [hostile: [], other: [version: "1.2.3"]],
      default_release: :hostile,
      aliases: ["assets.deploy": ["cmd --cd assets npm run build"]],
      deps: [
        {:rustler, "~> 0.36.2", runtime: false},
        {:jason, "~> 1.4"},
        {:inner, path: ${quoted(`vendored/${hostileName}`)}},
        {:secret_sauce, "~> 2.0", repo: "my_server"}
      ]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
`,
    "mix.lock": lock,
    "config/config.exs": `import Config\nimport_config ${quoted(`${configName}.exs`)}\n`,
    [`config/${configName}.exs`]: `import Config\nconfig :hostile, :note, ${quoted(hostileText)}\n`,
    "lib/hostile.ex": `defmodule :${quoted(module)} do
  use Rustler,
    otp_app: :hostile,
    crate: "hostile",
    path: ${quoted(crate)},
    env: [{"GREETING", ${quoted(hostileText)}}],
    load_from: {:hostile, ${quoted(`priv/native/lib${hostileName}`)}}

  def greeting, do: :erlang.nif_error(:nif_not_loaded)
end

defmodule Hostile do
  @build System.fetch_env!("BUILD_NOTE")

  def all do
    script = File.read!(Path.join(:code.priv_dir(:hostile), "script.txt"))
    note = Application.fetch_env!(:hostile, :note)
    texts = :${quoted(module)}.greeting() ++ [@build, note, script, Inner.text(), SecretSauce.text()]
    texts |> Enum.map_join(" ", &Base.encode16/1) |> IO.puts()
  end
end
`,
    [`lib/${hostileName}.ex`]: "defmodule Hostile.Other do\nend\n",
    [`priv/${hostileName}`]: hostileText,
    [`${crate}/Cargo.toml`]: `[package]
name = "hostile"
version = "0.1.0"
edition = "2021"
description = ${json(hostileText)}

[lib]
crate-type = ["cdylib"]
path = ${json(`src/${hostileName}.rs`)}

[features]
"simd+x.y-z" = []

[dependencies]
rustler = "0.36.2"
`,
    [`${crate}/Cargo.lock`]: readFileSync(join(golden, "native/hello_nif/Cargo.lock"), "utf8").replaceAll(
      '"hello_nif"',
      '"hostile"',
    ),
    [`${crate}/src/${hostileName}.rs`]: `#[rustler::nif]
fn greeting() -> Vec<&'static str> {
    vec![env!("GREETING"), env!("CRATE_NOTE")]
}

rustler::init!(${json(module)});
`,
    [`vendored/${hostileName}/mix.exs`]: `defmodule Inner.MixProject do
  use Mix.Project
  def project, do: [app: :inner, version: "0.1.0", description: ${quoted(hostileText)}]
end
`,
    [`vendored/${hostileName}/lib/inner.ex`]: `defmodule Inner do\n  def text, do: ${quoted(hostileText)}\nend\n`,
    "assets/package.json": `{ "name": "assets", "scripts": { "build": "node build.mjs" }, "dependencies": { ${json(npmName)}: "1.0.0" } }\n`,
    "assets/package-lock.json": JSON.stringify({
      lockfileVersion: 3,
      packages: {
        "": { name: "assets" },
        [`node_modules/${npmName}`]: {
          version: `1.0.0-${npmName}`,
          resolved: `https://registry.npmjs.org/x/-/${npmName}.tgz`,
          integrity,
        },
      },
    }),
    "assets/build.mjs": `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
mkdirSync("../priv", { recursive: true });
writeFileSync("../priv/script.txt", readFileSync(${json(`node_modules/${npmName}/index.js`)}));
`,
    "nif2nix.toml": `[build]
env = { BUILD_NOTE = ${json(hostileText)} }

[package.jason]
env = { NOTE = ${json(hostileText)} }

[crate.hostile]
env = { CRATE_NOTE = ${json(hostileText)} }

[repo.my_server]
url = ${json(url)}
keyVariable = "MY_SERVER_KEY"
`,
  };
}

/** A package of npm whose own names are hostile, too: the files of its tarball. */
export const npmPackage: Record<string, string> = {
  "package/package.json": JSON.stringify({
    name: npmName,
    version: "1.0.0",
    bin: { [npmName.replaceAll("/", "")]: "./index.js", "../../../hit": "./index.js" },
  }),
  "package/index.js": hostileText,
  [`package/${hostileName}`]: hostileText,
};
