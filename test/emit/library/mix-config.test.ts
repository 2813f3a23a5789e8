import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { build, inStore, readConfig } from "./library.ts";

test("configuration by another name, with its variables, its imports and what NIF modules are told; not runtime.exs", () => {
  const files = {
    "conf/main.exs": 'import Config\nconfig :a, v: System.get_env("V")\nimport_config "prod.exs"\n',
    "conf/prod.exs": "import Config\nconfig :a, prod: true\n",
    "conf/runtime.exs": "",
  };
  const written = Object.entries(files).map(([path, text]) => ({ path, text, ownership: "user" as const }));
  const script = withFiles(written, (root) =>
    inStore(`((stored "mix-config").mixConfig {
      root = ${root}; sources = [ "conf" ]; folder = "conf"; file = "main.exs"; env.V = "#{x}"; config = "Config.config(:n, nif: 1)";
    }).script`),
  );
  expect(build(script, `ls out; cd out; ${readConfig("config.exs")}`)).toBe(
    String.raw`config.exs
prod.exs
[a: [v: "\#{x}", prod: true], n: [nif: 1]]`,
  );
});
