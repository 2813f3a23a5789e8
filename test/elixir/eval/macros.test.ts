import { expect, test } from "vitest";
import type { UseEvent } from "../../../src/elixir/eval/api.ts";
import { variablesOf } from "../../../src/elixir/eval/values/variables.ts";
import { evaluatorOf, usesOf } from "./evaluating.ts";
import { toTerm } from "./oracle/term.ts";

/** What matters of events: module, options, certainty, variables, lines of the `use` and of the macro's call. */
function brief(events: readonly UseEvent[]): readonly unknown[] {
  return events.map(({ used, opts, certain, variables: env, place, callSite }) => [
    used.replace(/^Elixir\./, ""),
    JSON.stringify(toTerm(opts)),
    certain,
    [...env].toSorted(),
    place.line,
    callSite.line,
  ]);
}

const option = (key: string, value: string): string => JSON.stringify([{ tuple: [{ atom: key }, value] }]);

test("an environment variable that decides within a macro is taken as unset", () => {
  const events = usesOf(`defmodule Switch do
  defmacro nif() do
    prebuilt = System.get_env("PREBUILT", "false")
    cond do
      prebuilt in ["true", "1"] ->
        quote do
          use Rustler, skip_compilation?: true
        end
      true ->
        quote do
          use Rustler, crate: "mycrate"
        end
    end
  end
end

defmodule Native do
  require Switch
  Switch.nif()
end`);
  expect(brief(events)).toEqual([["Rustler", option("crate", "mycrate"), true, ["PREBUILT"], 11, 19]]);
});

test("where a macro's condition is not known, all of its code is met, none for certain", () => {
  const events = usesOf(`defmodule Switch do
  defmacro nif(opts) do
    if Other.prebuilt?() do
      quote do: use(Rustler, crate: "a")
    else
      quote do: use(Rustler, unquote(opts))
    end
  end
end
defmodule Native do
  import Switch
  nif crate: "b"
end`);
  expect(brief(events)).toEqual([
    ["Rustler", option("crate", "a"), false, [], 4, 12],
    ["Rustler", option("crate", "b"), false, [], 6, 12],
  ]);
});

test.each([
  [
    'if Other.x?() do use Rustler, crate: "a" else use Rustler, crate: "b" end',
    [
      ["a", false],
      ["b", false],
    ],
  ],
  ['if Mix.env() == :prod do use Rustler, crate: "a" else use Rustler, crate: "b" end', [["a", true]]],
  ['unless Mix.env() == :prod do use Rustler, crate: "a" end', []],
  ['case Mix.target() do :host -> use(Rustler, crate: "a"); _ -> use(Rustler, crate: "b") end', [["a", true]]],
  [
    'case Other.x() do :a -> use(Rustler, crate: "a"); _ -> use(Rustler, crate: "b") end',
    [
      ["a", false],
      ["b", false],
    ],
  ],
  [
    'cond do Other.x() -> use(Rustler, crate: "a"); true -> use(Rustler, crate: "b") end',
    [
      ["a", false],
      ["b", false],
    ],
  ],
  [
    'for c <- ["a", "b"] do defmodule Module.concat(__MODULE__, String.upcase(c)) do use Rustler, crate: c end end',
    [
      ["a", true],
      ["b", true],
    ],
  ],
  ['Enum.each(["a"], fn c -> use(Rustler, crate: c) end)', [["a", true]]],
  ['unknown_macro do use Rustler, crate: "no" end', []],
  ['quote do use Rustler, crate: "no" end', []],
  ['def f, do: use(Rustler, crate: "no")', []],
  ['Other.x() && use(Rustler, crate: "a")', [["a", false]]],
  ['if Other.x?(), do: raise("no"); use Rustler, crate: "a"', [["a", true]]],
  ['opts = [crate: "a"]; use Rustler, opts', [["a", true]]],
  ['@crate "a"\nuse Rustler, crate: @crate', [["a", true]]],
  ['use Rustler, [crate: "a"] ++ Other.more()', [["a", true]]],
  ['alias Rustler, as: R\nuse R, crate: "a"', [["a", true]]],
] as const)("%s", (body, expected) => {
  const events = usesOf(`defmodule A do\n${body}\nend`).filter(({ used }) => used === "Elixir.Rustler");
  const found = events.map(({ opts, certain }) => {
    const item = opts.t === "list" ? opts.items[0] : undefined;
    const value = item?.t === "tuple" ? item.items[1] : undefined;
    return [value?.t === "str" ? value.v : undefined, certain];
  });
  expect(found).toEqual(expected);
});

test("use of a module of the project brings in what its __using__ gives, with its own use recorded, too", () => {
  const events = usesOf(`defmodule Base do
  defmacro __using__(opts) do
    quote bind_quoted: [opts: opts] do
      @nif_opts Keyword.merge([otp_app: :base], opts)
      use Rustler, @nif_opts
    end
  end
end
defmodule Native do
  use Base, crate: "c"
end`);
  expect(events.map(({ used }) => used)).toEqual(["Elixir.Base", "Elixir.Rustler"]);
  expect(toTerm(events[1]?.opts as never)).toEqual([
    { tuple: [{ atom: "otp_app" }, { atom: "base" }] },
    { tuple: [{ atom: "crate" }, "c"] },
  ]);
  expect(events[1]).toMatchObject({ place: { line: 5 }, callSite: { line: 10 } });
});

test("__using__ dispatches on its argument, and the code it gives has the module's own names", () => {
  const events = usesOf(`defmodule MyApp.Nif do
  alias MyApp.Options, as: O
  def native(crate) do
    quote do
      use Rustler, Keyword.put(O.all(), :crate, unquote(crate))
    end
  end
  defmacro __using__({which, crate}) when is_atom(which), do: apply(__MODULE__, which, [crate])
end
defmodule MyApp.Options do
  def all, do: []
end
defmodule MyApp.Native do
  use MyApp.Nif, {:native, "n"}
end`);
  expect(brief(events).at(-1)).toEqual(["Rustler", option("crate", "n"), true, [], 5, 14]);
});

test("macros of another file are found by the caller's help", () => {
  const evaluator = evaluatorOf({
    "/project/lib/native.ex": 'defmodule My.Native do\n  use My.Base, crate: "x"\nend',
    "/project/lib/base.ex":
      "defmodule My.Base do\n  defmacro __using__(opts), do: quote(do: use(Rustler, unquote(opts)))\nend",
  });
  evaluator.onMissingModule((name) => (name === "Elixir.My.Base" ? "/project/lib/base.ex" : undefined));
  const { modules = [] } = evaluator.evalFile("/project/lib/native.ex") ?? {};
  expect(modules.map(({ name }) => name)).toEqual(["Elixir.My.Native"]);
  expect(brief(modules[0]?.uses ?? []).at(-1)).toEqual(["Rustler", option("crate", "x"), true, [], 2, 2]);
  expect(modules[0]?.uses.at(-1)).toMatchObject({
    place: { file: "lib/base.ex" },
    callSite: { file: "lib/native.ex" },
  });
});

test("variables of a macro's code are not those of its caller, but what it is given is", () => {
  const events = usesOf(`defmodule M do
  defmacro nif(crate) do
    quote do
      name = "of the macro"
      use Rustler, crate: unquote(crate), other: name
    end
  end
end
defmodule N do
  require M
  name = "of the caller"
  M.nif(name)
  use Rustler, crate: name
end`);
  expect(events.map(({ opts }) => toTerm(opts))).toEqual([
    [{ tuple: [{ atom: "crate" }, "of the caller"] }, { tuple: [{ atom: "other" }, "of the macro"] }],
    [{ tuple: [{ atom: "crate" }, "of the caller"] }],
  ]);
});

test("@before_compile runs at the end of the module", () => {
  const events = usesOf(`defmodule Late do
  defmacro __before_compile__(env) do
    crate = Module.get_attribute(env.module, :crate)
    quote do: use(Rustler, crate: unquote(crate))
  end
end
defmodule N do
  @before_compile Late
  @crate "late"
end`);
  expect(brief(events)).toEqual([["Rustler", option("crate", "late"), true, [], 4, 7]]);
});

test("a variable of the environment that decides whether a use is reached is named", () => {
  const events = usesOf(`defmodule N do
  unless System.get_env("SKIP") do
    use Rustler, crate: System.get_env("CRATE", "n")
  end
end`);
  expect(brief(events)).toEqual([["Rustler", option("crate", "n"), true, ["SKIP"], 3, 3]]);
  expect([...variablesOf(events[0]?.opts as never)]).toEqual(["CRATE"]);
});
