defmodule Hex.RemoteConverger do
  @moduledoc "Answers from the lock which packages a package needs, as Hex does when nothing is to be fetched."
  @behaviour Mix.RemoteConverger

  @impl true
  def remote?(dep), do: dep.scm == Hex.SCM

  @impl true
  def converge(_deps, _lock),
    do: Mix.raise("this Hex resolves nothing: mix.lock must be complete")

  @impl true
  def deps(dep, lock) do
    case Hex.LockEntry.read(lock[dep.app]) do
      %{deps: deps} -> deps
      nil -> []
    end
  end

  @impl true
  def post_converge, do: :ok
end
