# nif2nix (MIT License): a release of an umbrella that its mix.exs does not define.
{ lib, writeText }:
let
  inherit (import ./elixir.nix { inherit lib; }) elixirString elixirAtom;

  # The text of a mix.exs that stands before the umbrella's own and adds a release to what that answers.
  definingRelease =
    {
      name,
      version,
      applications,
    }:
    let
      permanent = app: "{${elixirAtom app}, :permanent}";
    in
    ''
      Code.require_file("mix.exs")
      project = Mix.Project.get!()
      Mix.Project.pop()

      defmodule Nif2nix.Release do
        @project project
        use Mix.Project

        def project do
          applications = [${lib.concatStringsSep ", " (map permanent applications)}]
          release = [version: ${elixirString version}, applications: applications]
          Keyword.put(@project.project(), :releases, [{${elixirAtom name}, release}])
        end

        if function_exported?(project, :cli, 0) do
          def cli, do: @project.cli()
        end
      end
    '';
in
{
  # Shell: defines the release `name` of `applications`, for `mix release` in the same build.
  defineRelease = release: ''
    cp ${writeText "mix.nif2nix.exs" (definingRelease release)} mix.nif2nix.exs
    export MIX_EXS=mix.nif2nix.exs
  '';
}
