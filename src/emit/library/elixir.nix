# nif2nix (MIT License): text that Elixir reads.
{ lib }:
let
  # Line breaks of other scripts, and what turns the direction of text: Elixir refuses them in its source
  # (elixir_tokenizer.hrl, ?break and ?bidi).
  refused = map (code: "\\u${code}") (
    lib.splitString " " "0085 2028 2029 202a 202b 202c 202d 202e 2066 2067 2068 2069"
  );
in
rec {
  # Elixir literals. Escapes of JSON are Elixir's as well, and Nix has none for these characters.
  elixirString =
    text:
    builtins.replaceStrings ([ "#{" ] ++ map (code: builtins.fromJSON "\"${code}\"") refused) (
      [ "\\#{" ] ++ refused
    ) (builtins.toJSON text);

  # A quoted atom may hold any text; plain ones stay unquoted, since Elixir warns otherwise.
  elixirAtom =
    text: ":" + (if builtins.match "[a-z_][a-zA-Z0-9_]*" text == null then elixirString text else text);

  # The atom that a module is, from its name in Elixir: that of an alias starts with `Elixir.`, and `defmodule :my_nif`
  # is my_nif itself.
  moduleName = module: (if builtins.match "[A-Z].*" module == null then "" else "Elixir.") + module;

  moduleAtom = module: elixirAtom (moduleName module);
}
