import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Small Mix projects with crates, as real ones are laid out: what an edit rebuilds is measured on them. */

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** One application and one crate; an umbrella with a crate in each of five; two hundred dependencies, one of them from Git, and a workspace of three crates. */
export const projects = [
  { name: "small project", apps: [], crates: 1, packages: 6 },
  { name: "umbrella, 5 crates", apps: ["one", "two", "three", "four", "five"], crates: 5, packages: 6 },
  { name: "200 dependencies, 3 crates", apps: [], crates: 3, packages: 200, git: true },
];

/** Writes one of them. Where its code, its crates and its applications lie is answered. */
export function writeProject(folder, { apps, crates, packages, git = false }) {
  const code = apps.length === 0 ? "." : `apps/${apps[0]}`;
  const names = Array.from({ length: packages }, (_, index) => `package_${index + 1}`);
  const crateNames = Array.from({ length: crates }, (_, index) => `crate_${index + 1}`);
  const modules = crateNames.map((crate, index) => ({ crate, app: apps[index] ?? "main" }));
  const url = git ? `file://${join(folder, "../../from_git")}` : null;
  const files = {
    "mix.exs": apps.length === 0 ? mixExs("main", names, url) : umbrella(apps),
    "mix.lock": mixLock(names, "1.0.0", url === null ? "" : gitEntry(join(folder, "deps/from_git"), url)),
    ...Object.fromEntries(apps.map((app) => [`apps/${app}/mix.exs`, mixExs(app, names)])),
    ...Object.fromEntries(modules.flatMap((module) => moduleFiles(module, apps))),
    ...configuration(apps[0] ?? "main"),
    ...Object.fromEntries(
      [".", ...apps.map((app) => `apps/${app}`)].flatMap((path) =>
        Object.entries(unread).map(([file, text]) => [`${path}/${file}`, text]),
      ),
    ),
    [`${code}/lib/plain.ex`]: "defmodule Plain do\n  def one, do: 1\nend\n",
    [`${code}/priv/text.txt`]: "text\n",
    [`${code}/assets/js/app.js`]: "console.log(1);\n",
    ...workspace(crateNames),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { code };
}

/** What lies in most repositories and no build reads. */
const unread = {
  "README.md": "# Read me\n",
  LICENSE: "MIT\n",
  "CHANGELOG.md": "# 1.0.0\n",
  "docs/guide.md": "# Guide\n",
  ".github/workflows/ci.yml": "on: push\n",
  ".formatter.exs": "[inputs: []]\n",
  ".credo.exs": "%{}\n",
  Dockerfile: "FROM scratch\n",
  ".env": "SECRET=1\n",
  "test/one_test.exs": "# a test\n",
};

const configuration = (app) => ({
  "config/config.exs": `import Config

config :${app}, key: :value
config :package_1, key: :value

import_config "#{config_env()}.exs"
`,
  "config/dev.exs": "import Config\n",
  "config/test.exs": "import Config\n",
  "config/prod.exs": "import Config\n",
  "config/runtime.exs": "import Config\n",
});

/** Makes a repository, the same for every copy of the project, of a package that needs one other, and its checkout in deps/; the line of the lock. */
function gitEntry(checkout, url) {
  const repository = url.replace("file://", "");
  const isNew = !existsSync(repository);
  mkdirSync(repository, { recursive: true });
  writeFileSync(
    join(repository, "mix.exs"),
    `defmodule FromGit.MixProject do
  use Mix.Project
  def project, do: [app: :from_git, version: "1.0.0", deps: [{:package_1, "~> 1.0"}]]
end
`,
  );
  const date = "2024-01-01T00:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const run = (...args) =>
    execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", ...args], {
      cwd: repository,
      encoding: "utf8",
      env,
    });
  if (isNew) {
    run("init", "--quiet", "--initial-branch=main", ".");
    run("add", "--all");
    run("commit", "--quiet", "--message", "First");
  }
  cpSync(repository, checkout, { recursive: true });
  return `  "from_git": {:git, "${url}", "${run("rev-parse", "HEAD").trim()}", []},\n`;
}

/** Every tenth package is named, the rest are needed by those; `checker` is for development alone. */
function mixExs(app, names, url = null) {
  const named = names.filter((_, index) => index % 10 === 0 || index === names.length - 1);
  const shared =
    app === "main"
      ? ""
      : ' build_path: "../../_build", config_path: "../../config/config.exs", deps_path: "../../deps", lockfile: "../../mix.lock",';
  return `defmodule ${alias(app)}.MixProject do
  use Mix.Project

  def project do
    [app: :${app}, version: "1.0.0",${shared} deps: deps()]
  end

  def application, do: [extra_applications: [:logger]]

  defp deps do
    [
      {:rustler, "~> 0.36", runtime: false},
      {:checker, "~> 1.0", only: :dev},
${url === null ? "" : `      {:from_git, git: "${url}"},\n`}${named.map((name) => `      {:${name}, "~> 1.0"}`).join(",\n")}
    ]
  end
end
`;
}

const umbrella = (apps) => `defmodule Umbrella.MixProject do
  use Mix.Project

  def project do
    [
      apps_path: "apps",
      version: "1.0.0",
      releases: [whole: [applications: [${apps.map((app) => `${app}: :permanent`).join(", ")}]]],
      deps: []
    ]
  end
end
`;

function moduleFiles({ crate, app }, apps) {
  const [folder, up] = apps.length === 0 ? [".", ""] : [`apps/${app}`, "../../"];
  const text = `defmodule ${alias(app)}.${alias(crate)} do
  use Rustler, otp_app: :${app}, crate: "${crate}", path: "${up}native/${crate}"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`;
  return [[`${folder}/lib/${crate}.ex`, text]];
}

const alias = (name) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());

/** Each package is built on three of the nine before it. */
export function mixLock(names, version, git = "") {
  const lines = names.map((name, index) =>
    entry(
      name,
      index === names.length - 1 ? version : "1.0.0",
      names.slice(Math.max(0, index - 9), index).filter((_, at) => at % 3 === 0),
    ),
  );
  return `%{\n${[entry("checker", "1.0.0", []), git, ...lines, entry("rustler", "0.36.1", [])].join("")}}\n`;
}

export function entry(name, version, needs) {
  const list = needs.map((need) => `{:${need}, "~> 1.0", [hex: :${need}, repo: "hexpm", optional: false]}`).join(", ");
  return `  "${name}": {:hex, :${name}, "${version}", "${sha256(`${name} ${version} inner`)}", [:mix], [${list}], "hexpm", "${sha256(`${name} ${version}`)}"},\n`;
}

function workspace(crates) {
  const files = {
    "native/Cargo.toml": `[workspace]\nmembers = [${crates.map((name) => `"${name}"`).join(", ")}]\nresolver = "2"\n`,
    "native/Cargo.lock": `version = 4\n\n${crates.map((name) => `[[package]]\nname = "${name}"\nversion = "0.1.0"\ndependencies = [\n "rustler",\n]\n\n`).join("")}[[package]]
name = "rustler"
version = "0.36.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${sha256("rustler crate")}"
`,
  };
  for (const name of crates) {
    files[`native/${name}/Cargo.toml`] =
      `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n\n[dependencies]\nrustler = "0.36"\n`;
    files[`native/${name}/src/lib.rs`] = `mod inner;\nrustler::init!("Elixir.${name}");\n`;
    files[`native/${name}/src/inner.rs`] = "pub fn one() {}\n";
    files[`native/${name}/README.md`] = "# A crate\n";
    files[`native/${name}/tests/one.rs`] = "#[test]\nfn one() {}\n";
  }
  return files;
}
