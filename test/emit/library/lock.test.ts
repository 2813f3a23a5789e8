import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { build, inStore } from "./library.ts";

test("a lock loses applications by their whole names, and is still Elixir", () => {
  const lock =
    '%{\n  "jason": {:hex, :jason, "1.4"},\n  "jason_v": {:hex, :jason_v, "1.0"},\n  "nx": {:hex, :nx, "0.1", deps: "jason"},\n}\n';
  const script = withFiles([{ path: "mix.lock", text: lock, ownership: "user" }], (folder) =>
    inStore(`(part "lock").placeLock { path = ${folder}/mix.lock; file = "it's/mix.lock"; apps = [ "jason" ]; }`),
  );
  const keys = `elixir -e '{lock, _} = Code.eval_file("it'"'"'s/mix.lock"); IO.write(inspect(Map.keys(lock)))'`;
  expect(build(script, keys, { "it's/mix.lock": lock })).toBe("[:jason_v, :nx]");
});
