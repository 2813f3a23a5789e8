import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git } from "../support/git-server.ts";
import { contents, makeProject } from "./support/project.ts";
import { type Ran, nif2nix } from "./support/run.ts";

const mix = (version: string): string => `defmodule HelloNif.MixProject do
  use Mix.Project
  def project, do: [app: :hello_nif, version: ${version}, deps: [{:rustler, "~> 0.36.2"}, {:jason, "~> 1.4"}]]
end
`;
const crate = (version: string): string =>
  `[package]\nname = "hello_nif"\nversion = ${version}\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n`;
const use = (options: string): string => `defmodule HelloNif do\n  use Rustler, otp_app: :hello_nif, ${options}\nend\n`;

test.each<[string, Record<string, string>]>([
  ["NUL in the version", { "mix.exs": mix('"0.1.0\\0"') }],
  ["a quote in the version", { "mix.exs": mix('"0.1.0\\"x"') }],
  ["a dollar in the version", { "mix.exs": mix('"0.1.0$x"') }],
  ["an antiquotation in the version", { "mix.exs": mix('"0.1.0${builtins.abort 1}"') }],
  ["spaces in the version", { "mix.exs": mix('"0.1.0 beta"') }],
  ["NUL in the name of the application", { "mix.exs": mix('"0.1.0"').replace(":hello_nif", ':"hello\\0nif"') }],
  ["NUL in a crate's version", { "native/hello_nif/Cargo.toml": crate('"0.1.0\\u0000"') }],
  ["spaces in a crate's version", { "native/hello_nif/Cargo.toml": crate('"0.1 0"') }],
  ["NUL in env", { "lib/hello_nif.ex": use('crate: "hello_nif", env: [{"A", "x\\0y"}]') }],
  ["NUL in a feature", { "lib/hello_nif.ex": use('crate: "hello_nif", features: ["x\\0y"]') }],
  ["NUL in nif2nix.toml", { "nif2nix.toml": '[crate.hello_nif.env]\nA = "x\\u0000y"\n' }],
])("is refused before anything is written: %s", async (_what, files) => {
  const cwd = makeProject(files);
  const before = contents(cwd);
  const { code, stderr } = await nif2nix(["init", "--yes", "--offline"], { cwd });
  expect([code, stderr.includes("met a bug")]).toEqual([2, false]);
  expect(stderr).toMatch(/error\[NN\d+\] [\w./]+:\d+/);
  expect(contents(cwd)).toEqual(before);
});

const name = "a\u001b]0;title\u0007b\u202e";

/** Shown, and not acted on. */
function expectShown({ stdout, stderr }: Ran): void {
  // eslint-disable-next-line no-control-regex -- the very characters
  expect(`${stdout}${stderr}`).not.toMatch(/[\u0007\u001b\u202e]/);
  expect(stderr).toMatch(/\\u\{202e\}/);
}

test.each([
  ["graph", "--offline", "--changed", name],
  ["graph", "--offline", "--closure", name],
  ["explain", "--log", name],
  ["explain", name],
  ["inspect", name],
  ["check", "--offline", "--release", name],
  ["hash", "--offline", name],
  ["init", "--yes", "--offline", "--env", name],
  ["scan", "--offline", "--project", name],
  ["migrate", "--project", name],
  ["sbom", "--offline", "--system", name],
  ["completion", name],
  ["init", "--rust", name],
  ["scan", `--${name}`],
  [name],
])("what the person types is shown and not acted on: %j", async (...args) => {
  expectShown(await nif2nix(args, { cwd: makeProject() }));
});

test("so is a file that git does not know, in what stands before a build", async () => {
  const cwd = makeProject({ "flake.nix": "{ }" });
  git(cwd, "init", "--quiet");
  git(cwd, "add", ".");
  writeFileSync(join(cwd, "lib", `${name}.ex`), "");
  const ran = await nif2nix(["build"], { cwd, env: { PATH: "" } });
  expect(ran.stderr).toContain("Nix sees only files that git knows");
  expectShown(ran);
});
