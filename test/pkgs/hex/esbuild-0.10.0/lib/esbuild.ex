defmodule Esbuild do
  @moduledoc """
  Stands in for the Hex package esbuild: runs the program with the arguments of a profile. The real one downloads the
  program where it is not there; this one says so and stops, as the real one would in a build without a network.
  """

  @doc "`config :esbuild, path: ...`, otherwise a file beside the build folder."
  def bin_path do
    Application.get_env(:esbuild, :path) ||
      Path.join(Path.dirname(Mix.Project.build_path()), "esbuild-linux-x64")
  end

  def install_and_run(profile, extra_args) do
    unless File.exists?(bin_path()) do
      raise "esbuild is not at #{bin_path()} and would be downloaded"
    end

    config =
      Application.get_env(:esbuild, profile) ||
        raise ArgumentError, "unknown esbuild profile #{inspect(profile)}"

    # Lists of folders, as NODE_PATH has them, are joined.
    env =
      for {name, value} <- config[:env] || %{},
          do: {name, if(is_list(value), do: Enum.join(value, ":"), else: value)}

    options = [
      cd: config[:cd] || File.cwd!(),
      env: env,
      into: IO.stream(:stdio, :line),
      stderr_to_stdout: true
    ]

    {_, status} = System.cmd(bin_path(), config[:args] ++ extra_args, options)
    status
  end
end
