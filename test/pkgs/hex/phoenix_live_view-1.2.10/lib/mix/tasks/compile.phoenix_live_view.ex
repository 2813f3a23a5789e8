defmodule Mix.Tasks.Compile.PhoenixLiveView do
  @moduledoc """
  Stands in for the compiler of the Hex package phoenix_live_view: hooks and styles that stand beside their components are put
  into `phoenix-colocated/APP` of the build folder, from where esbuild and tailwind import them.
  """
  use Mix.Task.Compiler

  # In an umbrella it runs in each application that lists it, and not once at its root.
  @recursive true

  @impl true
  def run(_args) do
    app = Mix.Project.config()[:app]
    folder = Path.join([Mix.Project.build_path(), "phoenix-colocated", to_string(app)])
    File.mkdir_p!(folder)
    sources = "lib/**/*.ex" |> Path.wildcard() |> Enum.sort() |> Enum.map_join("\n", &File.read!/1)

    hooks =
      for [_, name, body] <- Regex.scan(~r/<script :type=\{ColocatedHook\} name="\.(\w+)">\s*export default (.*?)<\/script>/s, sources),
          do: "  #{inspect(name)}: #{String.trim(body)},\n"

    styles = for [_, body] <- Regex.scan(~r/<style :type=\{ColocatedCSS\}>(.*?)<\/style>/s, sources), do: body
    File.write!(Path.join(folder, "index.js"), "export const hooks = {\n#{hooks}}\n")
    File.write!(Path.join(folder, "colocated.css"), styles)
    {:ok, []}
  end
end
