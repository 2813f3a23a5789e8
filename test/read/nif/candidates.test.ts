import { expect, test } from "vitest";
import { candidates, moduleIndex } from "../../../src/read/nif/module-candidates.ts";
import { mixProject } from "./stand-in.ts";

const file = (path: string, text: string) => ({ path, text, project: mixProject });
const chosen = (files: Readonly<Record<string, string>>) =>
  candidates(Object.entries(files).map(([path, text]) => file(path, text))).map((one) => one.path);

test("files that use Rustler, and users of macros in them, however far", () => {
  expect(
    chosen({
      "unrelated.ex": "defmodule U do\n  use GenServer\nend",
      "third.ex": "defmodule Third do\n  use App.Second\nend",
      "second.ex": "defmodule App.Second do\n  defmacro __using__(_), do: quote(do: use(App.First))\nend",
      "first.ex": "defmodule App.First do\n  defmacro __using__(_), do: quote(do: use(Rustler, otp_app: :a))\nend",
      "direct.ex": "defmodule Direct do\n  use RustlerPrecompiled, []\nend",
      "user.ex": "defmodule User do\n  alias Direct\nend",
    }),
  ).toEqual(["third.ex", "second.ex", "first.ex", "direct.ex"]);
});

test("names that only contain Rustler are others", () => {
  expect(chosen({ "a.ex": "defmodule A do\n  use RustlerLookalike\n  use MyRustler\nend" })).toEqual([]);
});

test("modules are found by name, nested ones by the outer", () => {
  const find = moduleIndex([
    file("a.ex", "defmodule A do\n  defmodule Inner do\n  end\nend"),
    file("b.ex", "defmodule Elixir.A.B do\nend"),
  ]);
  expect(["Elixir.A", "Elixir.A.Inner", "Elixir.A.B", "Elixir.A.B.C", "Elixir.Z"].map(find)).toEqual([
    "a.ex",
    "a.ex",
    "b.ex",
    "b.ex",
    undefined,
  ]);
});
