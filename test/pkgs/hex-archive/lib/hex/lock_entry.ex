defmodule Hex.LockEntry do
  @moduledoc "What mix.lock says of a package. Older locks have fewer elements."

  def read({:hex, name, version}), do: entry(name, version, [], [], "hexpm")
  def read({:hex, name, version, _inner}), do: entry(name, version, [], [], "hexpm")

  def read({:hex, name, version, _inner, managers}),
    do: entry(name, version, managers, [], "hexpm")

  def read({:hex, name, version, _inner, managers, deps}),
    do: entry(name, version, managers, deps, "hexpm")

  def read({:hex, name, version, _inner, managers, deps, repo}),
    do: entry(name, version, managers, deps, repo)

  def read({:hex, name, version, _inner, managers, deps, repo, _outer}),
    do: entry(name, version, managers, deps, repo)

  def read(_other), do: nil

  defp entry(name, version, managers, deps, repo) do
    %{
      name: to_string(name),
      version: version,
      managers: managers || [],
      deps: deps || [],
      repo: repo
    }
  end
end
