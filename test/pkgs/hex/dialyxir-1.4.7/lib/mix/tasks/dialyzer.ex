defmodule Mix.Tasks.Dialyzer do
  @moduledoc """
  dialyxir's task as far as a check calls it: `--plt` makes the table of types in the build's folder, of what the project depends on and not of Erlang and
  Elixir, which would take minutes; `--no-check` takes it as it is.
  """
  use Mix.Task

  @impl true
  def run(arguments) do
    Mix.Task.run("compile")
    table = Path.join(Mix.Project.build_path(), "dialyxir_deps-#{Mix.env()}.plt")
    unless "--no-check" in arguments, do: make(table)
    unless "--plt" in arguments, do: analyse(table)
  end

  defp make(table) do
    own = Mix.Project.config()[:app]
    Application.load(own)
    applications = Application.spec(own, :applications) -- [:elixir, :kernel, :stdlib, :logger]
    folders = for app <- applications, do: :code.lib_dir(app) ++ '/ebin'
    IO.puts("Making #{table} of #{inspect(applications)}")
    :dialyzer.run(analysis_type: :plt_build, output_plt: to_charlist(table), files_rec: folders, warnings: without_unknown())
  end

  defp analyse(table) do
    options = [
      analysis_type: :succ_typings,
      init_plt: to_charlist(table),
      files_rec: [to_charlist(Mix.Project.compile_path())],
      warnings: without_unknown()
    ]

    warnings = :dialyzer.run(options)
    for warning <- warnings, do: IO.puts(:dialyzer.format_warning(warning))
    IO.puts("done, #{length(warnings)} warnings")
    if warnings != [], do: exit({:shutdown, 2})
  end

  # Told since OTP 26, unless this says not to; unknown before.
  defp without_unknown, do: if(System.otp_release() >= "26", do: [:no_unknown], else: [])
end
