defmodule Mix.Tasks.Phx.Digest do
  @shortdoc "Digests priv/static"
  @moduledoc "Copies every file of priv/static to a name with its digest, and writes cache_manifest.json."
  use Mix.Task

  @impl true
  def run(_args) do
    Mix.Task.run("compile", [])
    folder = "priv/static"

    lines =
      for path <- Path.wildcard(Path.join(folder, "**")), File.regular?(path) do
        file = Path.relative_to(path, folder)
        digest = Base.encode16(:crypto.hash(:md5, File.read!(path)), case: :lower)
        extension = Path.extname(file)
        digested = String.replace_suffix(file, extension, "-#{digest}#{extension}")
        File.cp!(path, Path.join(folder, digested))
        ~s(    "#{file}": "#{digested}")
      end

    File.write!(Path.join(folder, "cache_manifest.json"), ~s({\n  "latest": {\n#{Enum.join(lines, ",\n")}\n  }\n}\n))
    Mix.shell().info("Digested #{length(lines)} files of #{folder}")
  end
end
