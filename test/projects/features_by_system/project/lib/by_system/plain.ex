defmodule BySystem.Plain do
  # The same wherever Nix builds.
  use Rustler,
    otp_app: :by_system,
    crate: "plain",
    features: if(elem(:os.type(), 0) == :unix, do: ["unix"], else: ["windows"])

  def built, do: :erlang.nif_error(:nif_not_loaded)
end
