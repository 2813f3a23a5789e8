defmodule Workspace.Slow do
  use Rustler, otp_app: :workspace, crate: "slow-one", path: "native/slow"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
