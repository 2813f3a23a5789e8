import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

const project = `defmodule Shop.MixProject do
  use Mix.Project
  def project, do: [app: :shop, version: "1.0.0", aliases: [assets: &assets/1]]
  defp assets(_) do
    :ok = Mix.Task.run("esbuild.install")
    File.write!("built", inspect({Application.get_env(:esbuild, :path), System.get_env("NODE_SAID")}))
  end
end
`;

test("the task runs in its folder, with the tool's path in that process, and installs nothing", () => {
  const script = inLibrary(`(part "assets").buildAssets {
    tasks = [ { directory = "apps/it's"; task = "assets"; tools.esbuild = "/store/#{esbuild}"; } ];
    node = "export NODE_SAID=yes";
  }`);
  expect(build(script, `cat "apps/it's/built"; echo "\${NODE_SAID-}"`, { "apps/it's/mix.exs": project })).toBe(
    String.raw`{"/store/\#{esbuild}", "yes"}`,
  );
});

test("mix finds the tools for the tasks of an alias, and takes the words that it is given", () => {
  const aliased = project.replace("assets: &assets/1", 'release: [&assets/1, "run -e IO.inspect(System.argv())"]');
  const script = inLibrary(
    `(part "assets").releaseTools { tools.esbuild = "/store/esbuild"; node = "export NODE_SAID=yes"; }`,
  );
  const said = build(`${script as string}\nmix release "a b" >said`, "cat built said", { "mix.exs": aliased });
  expect(said).toContain('{"/store/esbuild", "yes"}');
  expect(said).toContain('["a b"]');
});
