import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { build, inStore } from "./library.ts";

test("a lock loses applications by their whole names, and is still Elixir", () => {
  const lock =
    '%{\n  "jason": {:hex, :jason, "1.4"},\n  "jason_v": {:hex, :jason_v, "1.0"},\n  "nx": {:hex, :nx, "0.1", deps: "jason"},\n}\n';
  const made = withFiles([{ path: "mix.lock", text: lock, ownership: "user" }], (folder) =>
    inStore(`(part "lock").lockWithout { path = ${folder}/mix.lock; apps = [ "jason" ]; }`),
  ) as { file: string; text: string };
  expect(made.file).toBe("mix.lock");
  const keys = `elixir -e '{lock, _} = Code.eval_file("mix.lock"); IO.write(inspect(Map.keys(lock)))'`;
  expect(build("", keys, { "mix.lock": readFileSync(made.text, "utf8") })).toBe("[:jason_v, :nx]");
});
