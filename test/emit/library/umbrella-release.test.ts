import { expect, test } from "vitest";
import { build, inStore } from "./library.ts";

const umbrella = `defmodule Shop.MixProject do
  use Mix.Project
  def project, do: [apps_path: "apps", version: "1.0.0", start_permanent: true]
  def cli, do: [default_env: :prod]
end
`;

test("Mix sees the umbrella's own project with the release, and its command line", () => {
  const script = inStore(
    `(stored "umbrella-release").defineRelease { name = "my-shop"; version = "1.0#"; applications = [ "web" "core" ]; }`,
  );
  const program = `Mix.start()
    Code.require_file(System.get_env("MIX_EXS"))
    config = Mix.Project.config()
    IO.write(inspect({config[:apps_path], config[:releases], Mix.Project.get!().cli()}))`;
  const said = build(`${script as string}\nelixir -e '${program}' > said`, "cat said", { "mix.exs": umbrella });
  expect(said).toBe(
    '{"apps", ["my-shop": [version: "1.0#", applications: [web: :permanent, core: :permanent]]], [default_env: :prod]}',
  );
});
