defmodule UnknownValues do
  use Rustler,
    otp_app: :unknown_values,
    crate: "unknown",
    features: String.split(System.cmd("uname", ["-m"]) |> elem(0)),
    mode: if(System.get_env("FAST"), do: :release, else: :debug)

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
