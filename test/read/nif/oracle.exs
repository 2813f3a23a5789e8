# Compiles the fixtures with Elixir itself and says what their modules hand to Rustler and RustlerPrecompiled.
# Both are stand-ins that merge options as the real ones do, and note the result instead of compiling.
# Arguments: folder of the fixtures, then FIXTURE/PROJECT=APP for each project, in order.

defmodule NifOracle do
  @fields [:path, :features, :default_features, :mode, :target, :load_from, :skip_compilation?, :lib, :env]

  def start, do: Agent.start_link(fn -> [] end, name: __MODULE__)
  def take, do: Agent.get_and_update(__MODULE__, &{Enum.reverse(&1), []})

  def rustler(module, file, opts), do: note(module, file, "Rustler", opts, [])

  def precompiled(module, file, opts) do
    otp_app = Keyword.fetch!(opts, :otp_app)
    all = Application.get_env(:rustler_precompiled, :force_build_all, System.get_env("RUSTLER_PRECOMPILED_FORCE_BUILD_ALL") in ["1", "true"])
    chosen = Keyword.get(opts, :force_build, Application.get_env(:rustler_precompiled, :force_build, [])[otp_app])
    force = "dev" in Version.parse!(opts[:version]).pre or all or chosen

    url =
      case opts[:base_url] do
        {url, headers} when is_list(headers) -> url
        url -> url
      end

    variants = opts[:variants] && Map.new(opts[:variants], fn {target, names} -> {target, Keyword.keys(names)} end)

    note(module, file, "RustlerPrecompiled", opts,
      version: opts[:version],
      base_url: url,
      targets: opts[:targets],
      nif_versions: opts[:nif_versions],
      force_build: if(force, do: true, else: false),
      variants: variants
    )
  end

  defp note(module, file, macro, opts, more) do
    otp_app = Keyword.fetch!(opts, :otp_app)
    config = Application.get_env(otp_app, module, [])
    crate = config[:crate] || opts[:crate] || otp_app
    legacy = if Version.match?(locked(), "< 0.33.0"), do: (Mix.Project.config()[:rustler_crates] || [])[:"#{crate}"] || [], else: []
    mode = if Version.match?(locked(), ">= 0.27.0") or Mix.env() in [:prod, :bench], do: :release, else: :debug
    defaults = [path: "native/#{crate}", features: [], default_features: true, mode: mode, target: nil, load_from: nil, skip_compilation?: false, lib: true, env: []]
    merged = defaults |> Keyword.merge(legacy) |> Keyword.merge(opts) |> Keyword.merge(config)

    one =
      [module: inspect(module), macro: macro, file: Path.relative_to(file, File.cwd!()), otp_app: otp_app, crate: to_string(crate)] ++
        for(field <- @fields, do: {field, merged[field]}) ++ more

    Agent.update(__MODULE__, &[one | &1])
  end

  defp locked do
    {lock, _} = Code.eval_file(Mix.Project.config()[:lockfile])
    elem(lock.rustler, 2)
  end

  def json(nil), do: "null"
  def json(value) when is_boolean(value) or is_number(value), do: inspect(value)
  def json(value) when is_atom(value), do: json(Atom.to_string(value))
  def json(value) when is_binary(value), do: ~s("#{value |> String.replace("\\", "\\\\") |> String.replace("\"", "\\\"")}")
  def json(value) when is_tuple(value), do: json(Tuple.to_list(value))
  def json(value) when is_map(value), do: object(Enum.to_list(value))
  def json([{key, _} | _] = list) when is_atom(key), do: if(Keyword.keyword?(list), do: object(list), else: array(list))
  def json(list) when is_list(list), do: array(list)

  defp array(list), do: "[" <> Enum.map_join(list, ",", &json/1) <> "]"
  defp object(list), do: "{" <> Enum.map_join(list, ",", fn {key, value} -> json(to_string(key)) <> ":" <> json(value) end) <> "}"
end

defmodule Rustler do
  defmacro __using__(opts) do
    quote bind_quoted: [opts: opts] do
      NifOracle.rustler(__MODULE__, __ENV__.file, opts)
    end
  end
end

defmodule RustlerPrecompiled do
  defmacro __using__(opts) do
    quote do
      NifOracle.precompiled(__MODULE__, __ENV__.file, unquote(opts))
    end
  end
end

defmodule RustlerPrecompiled.Config do
  # Of 0.6 to 0.8.
  def default_targets do
    ~w(aarch64-apple-darwin aarch64-unknown-linux-gnu aarch64-unknown-linux-musl arm-unknown-linux-gnueabihf
       riscv64gc-unknown-linux-gnu x86_64-apple-darwin x86_64-pc-windows-gnu x86_64-pc-windows-msvc
       x86_64-unknown-linux-gnu x86_64-unknown-linux-musl)
  end
end

[root | projects] = System.argv()
Mix.start()
Mix.env(String.to_atom(System.get_env("MIX_ENV", "prod")))
NifOracle.start()
Code.put_compiler_option(:ignore_module_conflict, true)

results =
  for argument <- projects do
    [path, app] = String.split(argument, "=")

    Mix.Project.in_project(String.to_atom(app), Path.join(root, path), [], fn _ ->
      config = Mix.Project.config()

      if File.exists?(config[:config_path]) do
        config[:config_path] |> Config.Reader.read!(env: Mix.env(), target: :host) |> Application.put_all_env()
      end

      files = for folder <- config[:elixirc_paths], file <- Path.wildcard(folder <> "/**/*.ex"), do: Path.expand(file)
      {:ok, _, _} = Kernel.ParallelCompiler.compile(files)
      {path, NifOracle.take()}
    end)
  end

IO.puts("ORACLE " <> NifOracle.json(Map.new(results)))
