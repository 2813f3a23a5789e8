# Prints what a package would be published with, as its own build tool has it: one line of JSON for each folder given.
# Usage: elixir package-facts.exs FOLDER...
defmodule Facts do
  def of(folder) do
    cond do
      File.exists?(Path.join(folder, "mix.exs")) -> of_mix(folder)
      true -> of_rebar(folder)
    end
  end

  defp of_mix(folder) do
    File.cd!(folder, fn ->
      Code.compile_file("mix.exs")
      config = Mix.Project.config()
      Mix.Project.pop()
      package = config[:package] || []

      requirements = Enum.flat_map(config[:deps] || [], &requirement/1)
      facts(config[:app], package[:name] || config[:app], config[:version], "mix", requirements, files(package))
    end)
  end

  defp of_rebar(folder) do
    [file] = Path.wildcard(Path.join(folder, "src/*.app.src"))
    {:ok, [{:application, app, keys}]} = :file.consult(file)
    {:ok, config} = :file.consult(Path.join(folder, "rebar.config"))
    requirements = for {app, requirement} <- config[:deps] || [], do: {app, app, to_string(requirement), false}
    File.cd!(folder, fn -> facts(app, app, to_string(keys[:vsn]), "rebar3", requirements, files([])) end)
  end

  # What Hex publishes: neither dependencies of other environments nor those of a path.
  defp requirement({app, options}) when is_list(options), do: requirement({app, ">= 0.0.0", options})
  defp requirement({app, requirement}), do: requirement({app, requirement, []})

  defp requirement({app, requirement, options}) do
    only = List.wrap(options[:only] || :prod)

    if :prod in only and options[:path] == nil and options[:git] == nil and options[:github] == nil,
      do: [{app, options[:hex] || app, to_string(requirement), options[:optional] == true}],
      else: []
  end

  # Hex: lib/mix/tasks/hex.build.ex, @default_files and exclude_patterns.
  @default ~w(lib priv .formatter.exs mix.exs README* readme* LICENSE* license* CHANGELOG* changelog* src c_src
    Makefile* include rebar.config rebar.config.script)

  defp files(package) do
    excluded = package[:exclude_patterns] || []

    (package[:files] || @default)
    |> Enum.flat_map(&Path.wildcard(&1, match_dot: true))
    |> Enum.flat_map(&if(File.dir?(&1), do: Path.wildcard(&1 <> "/**", match_dot: true), else: [&1]))
    |> Enum.filter(&File.regular?/1)
    |> Enum.reject(fn file -> Enum.any?(excluded, &(file =~ &1)) end)
    |> Enum.uniq()
  end

  defp facts(app, name, version, tool, requirements, files) do
    needed =
      Enum.map_join(requirements, ",", fn {app, name, requirement, optional} ->
        ~s({"app":#{text(app)},"package":#{text(name)},"requirement":#{text(requirement)},"optional":#{optional}})
      end)

    ~s({"app":#{text(app)},"package":#{text(name)},"version":#{text(version)},"buildTool":"#{tool}","requirements":[#{needed}],"files":[#{Enum.map_join(files, ",", &text/1)}]})
  end

  defp text(value), do: inspect(to_string(value))
end

Mix.start()
Mix.env(:prod)
System.argv() |> Enum.map(&Facts.of/1) |> Enum.each(&IO.puts/1)
