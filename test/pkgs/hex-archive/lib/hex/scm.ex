defmodule Hex.SCM do
  @moduledoc false
  @behaviour Mix.SCM

  @impl true
  def fetchable?, do: true

  @impl true
  def format(_opts), do: "Hex package"

  @impl true
  def format_lock(opts) do
    with %{name: name, version: version} <- Hex.LockEntry.read(opts[:lock]),
         do: "#{version} (#{name})"
  end

  @impl true
  def accepts_options(name, opts) do
    {organization, opts} = Keyword.pop(opts, :organization)
    repo = if organization, do: "hexpm:#{organization}", else: opts[:repo] || "hexpm"

    opts
    |> Keyword.put_new(:hex, name)
    |> Keyword.update!(:hex, &to_string/1)
    |> Keyword.put(:repo, to_string(repo))
  end

  @impl true
  def checked_out?(opts), do: File.dir?(opts[:dest])

  @impl true
  def lock_status(opts) do
    with %{name: name, version: version} <- Hex.LockEntry.read(opts[:lock]),
         {:ok, manifest} <- File.read(Path.join(opts[:dest], ".hex")),
         [^name, ^version | _] <- String.split(manifest, ",") do
      :ok
    else
      _ -> :mismatch
    end
  end

  @impl true
  def equal?(left, right), do: left[:hex] == right[:hex] and left[:repo] == right[:repo]

  @impl true
  def managers(opts) do
    case Hex.LockEntry.read(opts[:lock]) do
      %{managers: managers} -> managers
      nil -> []
    end
  end

  @impl true
  def checkout(opts), do: offline(opts)

  @impl true
  def update(opts), do: offline(opts)

  defp offline(opts) do
    Mix.raise("this Hex fetches nothing: #{opts[:hex]} is not in #{opts[:dest]}")
  end
end
