defmodule Hex.Application do
  @moduledoc false
  use Application

  @impl true
  def start(_type, _args) do
    Mix.SCM.append(Hex.SCM)
    Mix.RemoteConverger.register(Hex.RemoteConverger)
    Supervisor.start_link([], strategy: :one_for_one)
  end
end
