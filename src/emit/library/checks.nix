# nif2nix (MIT License): does every NIF load?
{
  lib,
  runCommand,
  beamPackages,
}:
let
  inherit (import ./elixir.nix) moduleName;

  # Loads every NIF module of a built release in the BEAM that it was built for; fails with the names of those that do not load.
  # Neither the applications nor their configuration are started: no secret and no database is needed.
  loadCheck =
    { release, modules }:
    let
      names = map (nif: moduleName nif.module) (builtins.filter (nif: nif.library or "" != null) modules);
    in
    runCommand "${release.pname or release.name}-nif-load-check"
      {
        nativeBuildInputs = [ beamPackages.erlang ];
        # In `env`, since a package set may be configured to structure attributes, and exports no others then.
        env.modules = lib.concatStringsSep "\n" names;
      }
      ''
        export HOME="$TMPDIR"
        ERL_LIBS="${release}/lib" erl -noinput -eval '
          Modules = string:lexemes(os:getenv("modules"), "\n"),
          Load = fun(Name) ->
            case code:ensure_loaded(list_to_atom(Name)) of
              {module, _} -> io:format("~ts: loaded~n", [Name]), true;
              {error, Reason} -> io:format("~ts: NOT LOADED: ~tp~n", [Name, Reason]), false
            end
          end,
          case lists:all(fun(Loaded) -> Loaded end, lists:map(Load, Modules)) of
            true -> halt(0);
            false -> halt(1)
          end.' > report 2>&1 || { cat report; exit 1; }
        cat report
        mv report "$out"
      '';
in
{
  inherit loadCheck;
}
