defmodule Phoenix do
  @moduledoc """
  Stands in for the Hex package phoenix with as much of it as a build and a first page need: an endpoint that serves a page and
  the digested files of priv/static, and the task that digests them.
  """
  use Application

  @impl true
  def start(_type, _args), do: Supervisor.start_link([], strategy: :one_for_one)

  def json_library, do: Application.get_env(:phoenix, :json_library, Jason)
end
