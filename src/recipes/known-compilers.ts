/**
 * Compilers that need no more than Elixir and Erlang, or whose needs are read elsewhere: Mix's own (Mix.Tasks.Compile), those of
 * elixir_make, rustler, bundlex and unifex (which writes code for it), and those that only look at code (hexdocs.pm of gettext, phoenix, phoenix_live_view, surface, boundary).
 */
export const knownCompilers: ReadonlySet<string> = new Set(
  "app elixir erlang leex protocols xref yecc all elixir_make rustler bundlex unifex gettext phoenix phoenix_live_view surface boundary".split(
    " ",
  ),
);
