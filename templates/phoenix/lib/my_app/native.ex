defmodule MyApp.Native do
  @moduledoc "What is written in Rust."
  use Rustler, otp_app: :my_app, crate: "my_app_native"

  @doc "The sum of two integers, computed by the crate in native/my_app_native."
  def add(_left, _right), do: :erlang.nif_error(:nif_not_loaded)
end
