# nif2nix (MIT License): what elixir_make publishes of the project in this folder, as its own configuration says. The first line of the
# file that is written is the archive's name (ElixirMake.Artefact), each further one what of priv/ is in it. Nothing is written where
# the project has no archive for this machine and NIF version.
[output, libraries, wanted] = System.argv()
Mix.start()
Enum.each(Path.wildcard(Path.join(libraries, "*/ebin")), &Code.append_path/1)
Code.require_file("mix.exs")
config = Mix.Project.config()
{type, precompiler} = config[:make_precompiler]

target =
  case precompiler.current_target() do
    {:ok, target} -> target
    {:error, reason} -> raise "#{inspect(precompiler)} does not know this machine: #{reason}"
  end

published = config[:make_precompiler_nif_versions] || []

versions =
  case published[:versions] do
    nil -> [wanted]
    list when is_list(list) -> list
    function -> function.(%{target: target})
  end

available = published[:availability] || fn _target, _version -> true end

if wanted == "" or (wanted in versions and available.(target, wanted)) do
  version = if wanted == "", do: to_string(:erlang.system_info(:nif_version)), else: wanted
  kind = if type == :nif, do: "nif-#{version}", else: type
  priv = Path.join([libraries, to_string(config[:app]), "priv"])
  paths = config[:make_precompiler_priv_paths] || ["."]
  files = if File.dir?(priv), do: File.cd!(priv, fn -> Enum.flat_map(paths, &Path.wildcard/1) end), else: []

  if files == [] do
    raise "make left nothing of #{Enum.join(paths, ", ")} in priv/ of #{config[:app]}, so that there is nothing to publish"
  end

  name = "#{config[:app]}-#{kind}-#{target}-#{config[:version]}.tar.gz"
  File.write!(output, Enum.map([name | Enum.uniq(files)], &[&1, "\n"]))
end
