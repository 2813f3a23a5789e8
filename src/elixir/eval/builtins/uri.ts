import { str } from "../values/make.ts";
import type { BuiltinModule } from "./builtin.ts";

/** Percent-encodes all bytes of characters that `keep` does not name. */
function encode(text: string, keep: RegExp, space: string): string {
  return Array.from(text, (character) => {
    if (character === " ") return space;
    if (keep.test(character)) return character;
    return Array.from(
      new TextEncoder().encode(character),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    ).join("");
  }).join("");
}

export const uriBuiltins: BuiltinModule = {
  module: "Elixir.URI",
  functions: {
    "encode/1": (c, text) => str(encode(c.str(text), /[A-Za-z0-9:/?#[\]@!$&'()*+,;=~_.-]/, "%20")),
    "encode_www_form/1": (c, text) => str(encode(c.str(text), /[A-Za-z0-9~_.-]/, "+")),
    "decode/1": (c, text) => {
      try {
        return str(decodeURIComponent(c.str(text)));
      } catch {
        return c.raise("that is no encoded text");
      }
    },
  },
};
