import { describe, expect, test } from "vitest";
import { generate } from "../../src/generate/generate.ts";
import { makeProject } from "../cli/support/project.ts";

/** What is found in the example project with some of its files changed. */
async function found(changes: Readonly<Record<string, string | null>>): Promise<readonly string[]> {
  const project = makeProject(changes);
  const { diagnostics, files } = await generate({ project, offline: true, env: { HOME: project } });
  const errors = diagnostics.filter(({ code }) => code === "text-refused");
  if (errors.length > 0) expect(files).toEqual([]);
  return errors.map(({ place, args }) => `${place.file}:${place.line} ${args["what"]}`);
}

const mix = (fields: string): string =>
  `defmodule HelloNif.MixProject do
  use Mix.Project
  def project, do: [${fields}, deps: [{:rustler, "~> 0.36"}]]
end
`;

describe("what no name in the store is made of is refused where it stands", () => {
  test.each([
    ['app: :hello_nif, version: "1.0 beta"', "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "1.0.0$x"', "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "1.0\\"0"', "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "1\\0"', "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "${x}"', "mix.exs:1 package.releases.0.version"],
    [`app: :hello_nif, version: "1.${"0".repeat(300)}"`, "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "1.0.0\\n"', "mix.exs:1 package.releases.0.version"],
    ['app: :hello_nif, version: "1.0.0é"', "mix.exs:1 package.releases.0.version"],
  ])("%s", async (fields, at) => {
    expect(await found({ "mix.exs": mix(fields) })).toEqual([at]);
  });

  test("in Cargo.toml", async () => {
    const manifest =
      '[package]\nname = "hello_nif"\nversion = "0.1.0\\u0000"\nedition = "2021"\n[lib]\nname = "hello_nif"\ncrate-type = ["cdylib"]\n';
    expect(await found({ "native/hello_nif/Cargo.toml": manifest })).toEqual([
      "native/hello_nif/Cargo.toml:1 crates.0.version",
    ]);
  });

  test("in env: of a module with use Rustler", async () => {
    const module = `defmodule HelloNif do
  use Rustler, otp_app: :hello_nif, crate: "hello_nif", env: [{"A", "b\\0"}]
  def add(_, _), do: :erlang.nif_error(:not_loaded)
end
`;
    const [at] = await found({ "lib/hello_nif.ex": module });
    expect(at).toMatch(/crates\.0\.env/);
  });
});

test("what is right is not refused", async () => {
  for (const version of ["1.0.0-rc.1+build_2", ""])
    expect(await found({ "mix.exs": mix(`app: :hello_nif, version: "${version}"`) })).toEqual([]);
});
