# nif2nix (MIT License): text that Elixir reads.
let
  # Elixir literals. A quoted atom may hold any text; plain ones stay unquoted, since Elixir warns otherwise.
  elixirString =
    text:
    let
      # Elixir refuses these in its source as they are: line breaks of other scripts, and what turns the direction of
      # text (elixir_tokenizer.hrl, ?break and ?bidi). Nix has no escapes for them; JSON has the same as Elixir.
      refused = map (code: "\\u${code}") [
        "000b"
        "000c"
        "0085"
        "2028"
        "2029"
        "202a"
        "202b"
        "202c"
        "202d"
        "202e"
        "2066"
        "2067"
        "2068"
        "2069"
      ];
      characters = map (escape: builtins.fromJSON "\"${escape}\"") refused;
    in
    "\""
    +
      builtins.replaceStrings
        (
          [
            "\\"
            "\""
            "#{"
            "\n"
            "\r"
          ]
          ++ characters
        )
        (
          [
            "\\\\"
            "\\\""
            "\\#{"
            "\\n"
            "\\r"
          ]
          ++ refused
        )
        text
    + "\"";

  elixirAtom =
    text: ":" + (if builtins.match "[a-z_][a-zA-Z0-9_]*" text == null then elixirString text else text);

  # The atom that a module is, from its name in Elixir: that of an alias starts with `Elixir.`, and `defmodule :my_nif`
  # is my_nif itself.
  moduleName = module: (if builtins.match "[A-Z].*" module == null then "" else "Elixir.") + module;

  moduleAtom = module: elixirAtom (moduleName module);
in
{
  inherit
    elixirString
    elixirAtom
    moduleName
    moduleAtom
    ;
}
