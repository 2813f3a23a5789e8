import { describe, expect, test } from "vitest";
import { mixExs, mixLock } from "../mix/files.ts";
import { readFiles } from "../mix/reading.ts";

const branches = (condition: string) => `
if ${condition} do
  defmodule App.Nif do
    use Rustler, otp_app: :app, crate: "nif"
    def fast, do: true
  end
else
  defmodule App.Nif do
    def slow, do: true
  end
end

defmodule App.User do
  use Rustler, otp_app: :app, crate: "user"
end
`;

/** The modules found, and what is reported of them. */
async function found(dep: string, condition = "Code.ensure_loaded?(Rustler)", env = "prod"): Promise<unknown> {
  const { project, diagnostics } = await readFiles(
    {
      "/p/mix.exs": mixExs(`[${dep}]`, "app: :app"),
      "/p/mix.lock": mixLock({ rustler: {}, other: { requires: ["rustler?"] } }),
      "/p/lib/nif.ex": branches(condition),
    },
    "/p",
    env,
  );
  const modules = project.nifs.map(({ module }) => module);
  return { modules, said: diagnostics.map(({ code }) => code).filter((code) => code === "nif-uncertain") };
}

describe("a module that loads a library where Rustler is there", () => {
  const there = { modules: ["App.Nif", "App.User"], said: [] };
  test("does with rustler among the dependencies", async () => {
    expect(await found('{:rustler, "~> 0.36"}')).toEqual(there);
    expect(await found('{:rustler, "~> 0.36", optional: true, runtime: false}')).toEqual(there);
    expect(await found('{:rustler, "~> 0.36"}', "match?({:module, _}, Code.ensure_compiled(Rustler))")).toEqual(there);
  });
  test("does not where the environment has no rustler", async () => {
    const dev = '{:rustler, "~> 0.36", only: :dev}';
    expect(await found(dev)).toEqual({ modules: ["App.User"], said: [] });
    expect(await found(dev, undefined, "dev")).toEqual(there);
  });
  test("is assumed to where the dependencies are not known", async () => {
    expect(await found('{:other, "~> 1.0"} | Elsewhere.deps()')).toEqual({ ...there, said: ["nif-uncertain"] });
  });
  test("is assumed to under any other condition", async () => {
    expect(await found('{:rustler, "~> 0.36"}', "Elsewhere.there?()")).toEqual({ ...there, said: ["nif-uncertain"] });
    expect(await found('{:rustler, "~> 0.36"}', "not Elsewhere.there?()")).toEqual({
      ...there,
      said: ["nif-uncertain"],
    });
  });
});
