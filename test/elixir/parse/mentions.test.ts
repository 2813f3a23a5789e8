import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionsUse } from "../../../src/elixir/parse/mentions.ts";

const names = ["Rustler", "RustlerPrecompiled"];

describe("mentionsUse", () => {
  test.each([
    "use Rustler",
    "use  Rustler, otp_app: :a",
    "use(Rustler)",
    "use(\n  Rustler,\n  crate: :a\n)",
    "use \\\n Rustler",
    "use Elixir.Rustler",
    'use :"Elixir.Rustler"',
    "use RustlerPrecompiled, version: @version",
    "alias Rustler, as: R\nuse R",
    "alias Elixir.{Rustler}\nuse Rustler",
    "require Rustler\nKernel.use Rustler, []",
    "@nif Rustler\nquote do\n  use unquote(@nif)\nend",
  ])("%j may", (text) => expect(mentionsUse(text, names)).toBe(true));

  test.each(["", "use GenServer", "def rustler, do: :use", "use RustlerHelper", "use MyRustler", "Rustler.version()"])(
    "%j does not",
    (text) => expect(mentionsUse(text, names)).toBe(false),
  );

  test("finds the name wherever it stands", () => {
    const filler = fc.stringMatching(/^(?:use|Rust|Rustle|RustlerX|_Rustler|[ .(\n]){0,20}$/);
    fc.assert(
      fc.property(filler, filler, (before, after) => mentionsUse(`${before} use Rustler ${after}`, ["Rustler"])),
    );
  });
});
