import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { inLibrary } from "./library.ts";

describe("the atom that a module is", () => {
  // Elixir: to_string(My.Nif) is "Elixir.My.Nif", to_string(:my_nif) is "my_nif".
  const module = (name: string): string =>
    `{ module = "${name}"; configApp = "my_app"; loadApp = "my_app"; library = "priv/native/libx"; crate = { libName = "x"; outPath = "/x"; }; }`;

  test("in the configuration of the release", () => {
    const lines = `(part "rustler").nifConfig [ ${module("My.Nif")} ${module("my_nif")} ]`;
    const script = inLibrary(`(part "add-config").addConfig "c.exs" (${lines})`) as string;
    expect(script).toContain('Config.config(:my_app, :"Elixir.My.Nif", skip_compilation?: true');
    expect(script).toContain("Config.config(:my_app, :my_nif, skip_compilation?: true");
  });
});

describe("text in Elixir", () => {
  // Every character that Elixir might refuse or read in another way; a literal that is read as Elixir code gives it back.
  const code = (value: number): string => String.fromCodePoint(value);
  const range = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => code(from + index));
  const odd = [
    ...range(1, 0x30),
    ...range(0x5b, 0x60),
    ...range(0x7b, 0xa0),
    ...range(0x2000, 0x206f),
    "\u{feff}",
    "#{x}",
  ];

  test("is read as it was written", () => {
    const text = `a${odd.join("b")}`;
    const file = { path: "text.json", text: JSON.stringify(text), ownership: "user" as const };
    const written = withFiles([file], (folder) =>
      inLibrary(`(part "add-config").addConfig "c.exs" ((part "rustler").nifConfig [ {
        module = "M"; configApp = "a"; loadApp = "a"; crate = { libName = "x"; outPath = "/x"; };
        library = builtins.fromJSON (builtins.readFile ${folder}/text.json);
      } ])`),
    ) as string;
    const config = /load_from: \{:a, (".*")\}\)/s.exec(written)?.[1] ?? "";
    const read = execFileSync("elixir", ["-e", "IO.write(elem(Code.eval_string(IO.read(:stdio, :eof)), 0))"], {
      input: config,
      encoding: "utf8",
      env: { ...process.env, ELIXIR_ERL_OPTIONS: "+fnu" },
    });
    expect(JSON.stringify(read)).toBe(JSON.stringify(text));
  });
});
