import { expect, test } from "vitest";
import { build, inStore, readConfig } from "./library.ts";

test("lines are added to a file of configuration that is there, and to one that is not", () => {
  const script = inStore(`let add = (stored "add-config").addConfig; in
    add "config/config.exs" "config :n, nif: 1\\n" + add "new/a b.exs" "import Config\\nconfig :m, make: 1\\n" + add "none.exs" ""`);
  const files = { "config/config.exs": "import Config\nconfig :a, b: 1" };
  expect(build(script, `${readConfig("config/config.exs")}; ${readConfig("new/a b.exs")}; ls`, files)).toBe(
    "[a: [b: 1], n: [nif: 1]][m: [make: 1]]config\nnew",
  );
});
