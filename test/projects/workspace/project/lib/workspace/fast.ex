defmodule Workspace.Fast do
  use Rustler, otp_app: :workspace, crate: "fast", path: "native/fast"

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
