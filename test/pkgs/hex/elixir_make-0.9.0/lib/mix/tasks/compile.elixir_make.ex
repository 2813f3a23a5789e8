defmodule Mix.Tasks.Compile.ElixirMake do
  @moduledoc """
  Takes the published library of a project from the cache, or runs make. Where the real one would download, this one stops:
  a build that comes there in a sandbox was told the wrong thing.
  """
  use Mix.Task
  @recursive true

  def run(_args) do
    config = Mix.Project.config()

    case config[:make_precompiler] do
      nil -> make(config)
      {type, module} -> if forced?(config), do: make(config), else: take(config, type, module)
    end

    {:ok, []}
  end

  defp forced?(config) do
    configured = Application.get_env(:elixir_make, :force_build, [])
    "dev" in Version.parse!(config[:version]).pre or configured[config[:app]] == true
  end

  defp take(config, type, module) do
    {:ok, target} = module.current_target()
    name = archive(config, type, target)
    folder = System.fetch_env!("ELIXIR_MAKE_CACHE_DIR")
    File.mkdir_p!(folder)

    case File.read(Path.join(folder, name)) do
      {:ok, contents} -> unpack(config, name, contents)
      {:error, _reason} -> Mix.raise("would download #{url(config, name)}")
    end
  end

  defp unpack(config, name, contents) do
    {listed, _bindings} = Code.eval_file("checksum.exs")
    hash = :sha256 |> :crypto.hash(contents) |> Base.encode16(case: :lower)
    if listed[name] != "sha256:" <> hash, do: Mix.raise("#{name} is not the file that was published")
    priv = Path.join(Mix.Project.app_path(config), "priv")
    :ok = :erl_tar.extract({:binary, contents}, [:compressed, cwd: priv])
  end

  defp archive(config, :nif, target) do
    versions = Keyword.get(config[:make_precompiler_nif_versions] || [], :versions, [])
    versions = if is_function(versions), do: versions.(%{target: target}), else: versions
    own = number(to_string(:erlang.system_info(:nif_version)))
    version = versions |> Enum.filter(&(number(&1) <= own)) |> Enum.max_by(&number/1)
    "#{config[:app]}-nif-#{version}-#{target}-#{config[:version]}.tar.gz"
  end

  defp archive(config, type, target),
    do: "#{config[:app]}-#{type}-#{target}-#{config[:version]}.tar.gz"

  defp number(version), do: version |> String.split(".") |> Enum.map(&String.to_integer/1)

  defp url(config, name),
    do: String.replace(config[:make_precompiler_url], "@{artefact_filename}", name)

  defp make(config) do
    env = config[:make_env] || %{}
    env = if is_function(env), do: env.(), else: env
    usr = Path.join(:code.root_dir(), "usr")

    defaults = %{
      "MIX_APP_PATH" => Mix.Project.app_path(config),
      "ERTS_INCLUDE_DIR" => Path.join(usr, "include")
    }

    makefile = if config[:make_makefile], do: ["-f", config[:make_makefile]], else: []
    arguments = makefile ++ (config[:make_targets] || [])

    {_output, status} =
      System.cmd("make", arguments,
        cd: config[:make_cwd] || ".",
        env: Map.merge(defaults, env),
        stderr_to_stdout: true,
        into: IO.stream(:stdio, :line)
      )

    if status != 0, do: Mix.raise("make ended with #{status}")
  end
end
