defmodule Api do
  @external_resource "../../shared/words.txt"
  @words File.read!("../../shared/words.txt")
  use Rustler, otp_app: :api, crate: "engine", path: "../../engine"

  def words, do: @words
  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
