# Asks Elixir's own Mix about projects. The standard input has one question per line: kind, folder and environment,
# separated by tabs; the standard output one JSON document per line. Hex is not needed: Oracle.Hex below stands in for it.

defmodule Oracle.Json do
  def encode(nil), do: "null"
  def encode(value) when is_boolean(value) or is_integer(value), do: to_string(value)
  def encode(value) when is_atom(value), do: value |> Atom.to_string() |> encode()

  def encode(value) when is_binary(value) do
    escaped = for <<char::utf8 <- value>>, into: "", do: escape(char)
    "\"" <> escaped <> "\""
  end

  def encode(value) when is_list(value), do: "[" <> Enum.map_join(value, ",", &encode/1) <> "]"

  def encode(%{} = value) do
    "{" <> Enum.map_join(value, ",", fn {k, v} -> encode(to_string(k)) <> ":" <> encode(v) end) <> "}"
  end

  defp escape(char) when char in [?", ?\\], do: <<?\\, char>>
  defp escape(char) when char < 32, do: "\\u" <> String.pad_leading(Integer.to_string(char, 16), 4, "0")
  defp escape(char), do: <<char::utf8>>

  @doc "Any term, with its type."
  def term(value) when is_binary(value), do: value
  def term(value) when is_integer(value), do: %{"int" => to_string(value)}
  def term(value) when is_float(value), do: %{"float" => to_string(value)}
  def term(value) when is_atom(value), do: %{"atom" => Atom.to_string(value)}
  def term(value) when is_list(value), do: Enum.map(value, &term/1)
  def term(value) when is_tuple(value), do: %{"tuple" => value |> Tuple.to_list() |> term()}
  def term(%{} = value), do: %{"map" => value |> Map.to_list() |> Enum.sort() |> Enum.map(fn {k, v} -> [term(k), term(v)] end)}
  def term(_), do: %{"other" => true}
end

# As Hex.SCM and Hex.RemoteConverger answer for locked packages (hex lib/hex/scm.ex, lib/hex/remote_converger.ex).
defmodule Oracle.Hex do
  @behaviour Mix.SCM
  @behaviour Mix.RemoteConverger

  def fetchable?, do: true
  def format(_), do: "Hex package"
  def format_lock(_), do: nil
  def checked_out?(_), do: true
  def lock_status(_), do: :ok
  def equal?(a, b), do: a[:hex] == b[:hex] and a[:repo] == b[:repo]
  def managers(_), do: [:mix]
  def checkout(_), do: nil
  def update(_), do: nil

  def accepts_options(name, opts) do
    {organization, opts} = Keyword.pop(opts, :organization)
    opts = if organization, do: Keyword.put(opts, :repo, "hexpm:#{organization}"), else: opts

    opts
    |> Keyword.put_new(:hex, name)
    |> Keyword.update(:repo, "hexpm", &(&1 || "hexpm"))
    |> Keyword.update!(:hex, &to_string/1)
    |> Keyword.update!(:repo, &to_string/1)
  end

  def post_converge, do: :ok
  def remote?(dep), do: !!dep.opts[:hex]
  def converge(_deps, lock), do: lock

  def deps(%Mix.Dep{app: app}, lock) do
    case lock[app] do
      {:hex, _, _, _, _, deps, _, _} -> deps
      _ -> []
    end
  end
end

defmodule Oracle do
  def run do
    Mix.start()
    Mix.shell(Mix.Shell.Quiet)
    Mix.SCM.append(Oracle.Hex)
    Mix.RemoteConverger.register(Oracle.Hex)
    Code.put_compiler_option(:ignore_module_conflict, true)
    IO.puts(Oracle.Json.encode(%{version: System.version(), otp: System.otp_release()}))

    IO.stream(:stdio, :line)
    |> Enum.map(&(&1 |> String.trim_trailing("\n") |> String.split("\t")))
    |> Enum.with_index()
    |> Enum.each(fn {[kind, folder, env], index} ->
      Mix.env(String.to_atom(env))

      answer =
        try do
          answer(kind, folder, String.to_atom(env), :"oracle_#{index}")
        rescue
          error -> %{error: Exception.message(error)}
        end

      # Mix knows projects by application name, which several of ours share.
      Mix.State.clear_cache()
      clear_stack()

      IO.puts(Oracle.Json.encode(answer))
    end)
  end

  # A file with several projects leaves the others behind.
  defp clear_stack, do: if(Mix.Project.pop(), do: clear_stack())

  defp answer("project", folder, _env, key) do
    Mix.Project.in_project(key, folder, fn module ->
      config = Mix.Project.config()
      project = module.project()

      %{
        app: project[:app],
        version: project[:version],
        elixir: project[:elixir],
        appsPath: project[:apps_path],
        apps: for({_, path} <- Mix.Project.apps_paths() || %{}, do: path),
        configPath: expand(config[:config_path]),
        buildPath: expand(project[:build_path] || "_build"),
        depsPath: expand(config[:deps_path]),
        lockfile: expand(config[:lockfile]),
        elixircPaths: Enum.map(config[:elixirc_paths], &expand/1),
        compilers: project[:compilers],
        aliases: for({name, steps} <- config[:aliases], do: [name, steps |> List.wrap() |> Enum.map(&step/1)]),
        releases: for({name, opts} <- config[:releases] || [], do: release(name, opts)),
        defaultRelease: config[:default_release],
        about: about(project, project[:package] || []),
        archives: for({name, requirement} <- config[:archives] || [], do: %{name: name, requirement: requirement}),
        escript: Keyword.has_key?(project, :escript),
        warningsAsErrors: config[:elixirc_options][:warnings_as_errors] || false,
        deps: for(dep <- children(), !dep.opts[:from_umbrella], do: dep(dep))
      }
    end)
  end

  defp answer("config", file, env, _key) do
    {config, _files} = Config.Reader.read_imports!(file, env: env, target: :host)
    for {app, keys} <- config, do: [app, for({key, value} <- keys, do: [key, Oracle.Json.term(value)])]
  end

  # Which dependencies the environment needs, and what each of them needs among those.
  defp answer("closure", folder, env, key) do
    Mix.Project.in_project(key, folder, fn _ ->
      {deps, _, _} = Mix.Dep.Converger.converge(nil, nil, [env: env, target: :host], &{&1, &2, &3})
      statuses = [:divergedonly, :divergedtargets, :divergedreq, :nomatchvsn, :diverged, :overridden]
      diverged = for %{app: app, status: status} <- deps, is_tuple(status), elem(status, 0) in statuses, do: [app, elem(status, 0)]
      %{deps: Map.new(deps, &{&1.app, Enum.map(&1.deps, fn dep -> dep.app end)}), diverged: diverged}
    end)
  end

  # The keys of Hex's own metadata; one line of a description.
  defp about(project, package) do
    description = package[:description] || project[:description]
    links = Enum.map(package[:links] || [], fn {name, link} -> {to_string(name), link} end)
    github = for {name, link} <- links, String.downcase(name) == "github", do: link
    only = if length(links) == 1, do: [elem(hd(links), 1)], else: []

    %{
      description: description && description |> String.split() |> Enum.join(" ") |> one_sentence(),
      homepage: project[:homepage_url] || project[:source_url] || List.first(github ++ only),
      licenses: package[:licenses] || []
    }
  end

  defp one_sentence(line), do: if(line =~ ~r/^[^.]*\.$/, do: String.trim_trailing(line, "."), else: line)

  defp children do
    Code.ensure_loaded!(Mix.Dep.Loader)

    if function_exported?(Mix.Dep.Loader, :children, 0),
      do: apply(Mix.Dep.Loader, :children, []),
      else: apply(Mix.Dep.Loader, :children, [false])
  end

  defp expand(path), do: path && path |> Path.expand() |> relative()

  # Path.relative_to/2 gives absolute paths for what lies outside.
  defp relative(path), do: path |> Path.split() |> strip(Path.split(File.cwd!()))
  defp strip([same | path], [same | cwd]), do: strip(path, cwd)
  defp strip([], []), do: "."
  defp strip(path, cwd), do: Path.join(List.duplicate("..", length(cwd)) ++ path)

  defp step(step) when is_binary(step), do: step
  defp step(_), do: nil

  defp release(name, opts) do
    opts = if is_function(opts), do: opts.(), else: opts

    %{
      name: name,
      version: opts[:version],
      applications: opts[:applications] && Keyword.keys(opts[:applications]),
      steps: Enum.map(opts[:steps] || [:assemble], &release_step/1),
      configProviders: Enum.map(opts[:config_providers] || [], &provider/1)
    }
  end

  # By the name of its function, where it has one.
  defp release_step(step) when is_atom(step), do: step

  defp release_step(step) do
    case Map.new(Function.info(step)) do
      %{type: :external, module: module, name: name, arity: arity} -> "#{inspect(module)}.#{name}/#{arity}"
      # Functions without a name get one of the compiler.
      %{name: name, arity: arity} -> if(Atom.to_string(name) =~ ~r/^-/, do: "a function", else: "#{name}/#{arity}")
    end
  end

  defp provider({module, given}) do
    name = String.replace_prefix(Atom.to_string(module), "Elixir.", "")
    if is_binary(given), do: "#{name} of #{given}", else: name
  end

  @fields ~w(env optional override runtime compile app manager in_umbrella path git ref branch tag submodules sparse subdir depth hex repo)a
  defp dep(%Mix.Dep{opts: opts} = dep) do
    @fields
    |> Map.new(&{&1, opts[&1]})
    |> Map.merge(%{
      name: dep.app,
      scm: dep.scm |> Module.split() |> List.last(),
      requirement: if(is_binary(dep.requirement), do: dep.requirement),
      only: opts[:only] && List.wrap(opts[:only]),
      targets: opts[:targets] && List.wrap(opts[:targets]),
      system_env: Map.new(dep.system_env)
    })
  end
end

Oracle.run()
