import { expect, test } from "vitest";
import { build, inStore, readConfig } from "./library.ts";

test("before it is compiled a project has its variables, its lock, its configuration and its libraries", () => {
  const made = inStore(`let made = (stored "mix").mixProject {
    pname = "shop"; version = "1"; root = ./.; configPath = "config/config.exs"; mixEnv = "staging"; definition = "define";
    lock = { file = "../mix.lock"; text = builtins.toFile "lock" "%{}"; };
    config = "Config.config(:n, nif: 1)\\n"; libraries = "echo placed > priv";
    env.A = "it's"; make = { prepare = "echo \\"$A\\" > prepared\\n"; config = "Config.config(:m, make: 1)\\n"; attributes.x = 1; };
  }; in { inherit (made) postPatch mixEnv preInstall x meta; }`) as Record<string, unknown>;
  expect(made).toMatchObject({ mixEnv: "staging", preInstall: "define", x: 1, meta: { mainProgram: "shop" } });
  const files = { "app/config/config.exs": "import Config\nconfig :a, b: 1" };
  expect(
    build(
      `cd app\n${made["postPatch"] as string}`,
      `cat mix.lock app/priv app/prepared | tr -d '\\n'; ${readConfig("app/config/config.exs")}`,
      files,
    ),
  ).toBe("%{}placedit's[a: [b: 1], n: [nif: 1], m: [make: 1]]");
});
