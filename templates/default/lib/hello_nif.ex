defmodule HelloNif do
  @moduledoc "Two numbers are added in Rust."

  use Rustler, otp_app: :hello_nif, crate: "hello_nif"

  @doc "The sum of two integers, computed by the crate in native/hello_nif."
  def add(_left, _right), do: :erlang.nif_error(:nif_not_loaded)

  @doc "The same sum as a line of JSON."
  def add_as_json(left, right) do
    Jason.encode!(%{"sum" => add(left, right)})
  end
end
