defmodule RustlerPrecompiled do
  @moduledoc """
  A stand-in for RustlerPrecompiled 0.8 with what a build must settle: when a build is forced and what is then handed
  to Rustler, the name of the artifact, the cache that it is taken from, and the checksum that it is held to.

  It downloads nothing: what is not in the cache is an error.
  """

  @own_options [
    :base_url,
    :version,
    :force_build,
    :targets,
    :nif_versions,
    :max_retries,
    :variants
  ]

  defmacro __using__(opts) do
    rustler =
      if Code.ensure_loaded?(Rustler) do
        quote(do: use(Rustler, rustler_options))
      else
        quote(do: raise("Rustler dependency is needed to force the build"))
      end

    quote do
      options = unquote(opts)
      otp_app = Keyword.fetch!(options, :otp_app)

      # Both are compared with the release's configuration at boot.
      options =
        if Application.compile_env(
             :rustler_precompiled,
             :force_build_all,
             System.get_env("RUSTLER_PRECOMPILED_FORCE_BUILD_ALL") in ["1", "true"]
           ) do
          Keyword.put(options, :force_build, true)
        else
          configured = Application.compile_env(:rustler_precompiled, [:force_build, otp_app])
          Keyword.put_new(options, :force_build, configured)
        end

      case RustlerPrecompiled.prepare(__MODULE__, options) do
        {:force_build, rustler_options} ->
          unquote(rustler)

        {:ok, load_from, load_data} ->
          @on_load :load_rustler_precompiled
          @rustler_precompiled_load_from load_from
          @rustler_precompiled_load_data load_data

          @doc false
          def load_rustler_precompiled do
            :code.purge(__MODULE__)
            {app, path} = @rustler_precompiled_load_from
            library = app |> Application.app_dir(path) |> to_charlist()
            :erlang.load_nif(library, @rustler_precompiled_load_data)
          end

        {:error, message} ->
          raise message
      end
    end
  end

  @doc false
  def prepare(module, options) do
    force? = prerelease?(options[:version]) or !!options[:force_build]
    check_base_url!(options[:base_url])

    case RustlerPrecompiled.Artifact.name(options) do
      _ when force? -> {:force_build, Keyword.drop(options, @own_options)}
      {:ok, name} -> unpack(module, name, options)
      {:error, message} -> {:error, message}
    end
  end

  defp prerelease?(version), do: "dev" in Version.parse!(version).pre

  defp check_base_url!({module, function}) when is_atom(module) and is_atom(function) do
    Code.ensure_compiled!(module)

    unless function_exported?(module, function, 1),
      do: raise("base_url names no function: #{inspect(module)}.#{function}/1")
  end

  defp check_base_url!({url, headers}) when is_binary(url) and is_list(headers), do: :ok
  defp check_base_url!(url) when is_binary(url), do: :ok

  defp unpack(module, name, options) do
    archive = Path.join(cache(), name <> ".so.tar.gz")
    target = Application.app_dir(options[:otp_app], "priv/native")

    with :ok <- exists(archive, options),
         :ok <- holds(archive, module),
         :ok <- :erl_tar.extract(archive, [:compressed, cwd: target]) do
      {:ok, {options[:otp_app], "priv/native/" <> name}, options[:load_data] || 0}
    else
      {:error, problem} when is_binary(problem) ->
        {:error, "Error while downloading precompiled NIF: " <> problem}

      {:error, problem} ->
        {:error, inspect(problem)}
    end
  end

  defp cache do
    case System.get_env("RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH") do
      nil ->
        xdg = if System.get_env("MIX_XDG"), do: %{os: :linux}, else: %{}
        :filename.basedir(:user_cache, "rustler_precompiled/precompiled_nifs", xdg)

      path ->
        path
    end
  end

  defp exists(archive, options) do
    if File.exists?(archive),
      do: :ok,
      else: {:error, "#{archive} is not in the cache, nor fetched of #{inspect(options[:base_url])}"}
  end

  # The file lies in the folder of the package, in which Mix compiles it.
  defp holds(archive, module) do
    with {:ok, text} <- File.read("checksum-#{module}.exs"),
         {%{} = checksums, _} <- Code.eval_string(text),
         %{^archive => "sha256:" <> expected} <- %{
           archive => checksums[Path.basename(archive)] || ""
         } do
      found = :crypto.hash(:sha256, File.read!(archive)) |> Base.encode16(case: :lower)

      if found == expected,
        do: :ok,
        else: {:error, "the integrity check failed because the checksum of files does not match"}
    else
      _ -> {:error, "the precompiled NIF file does not exist in the checksum file"}
    end
  end
end
