defmodule BySystem.Gpu do
  @accelerator (case :os.type() do
                  {:unix, :darwin} -> ["metal"]
                  _ -> ["cuda"]
                end)

  use Rustler, otp_app: :by_system, crate: "gpu", features: ["common" | @accelerator]

  def built, do: :erlang.nif_error(:nif_not_loaded)
end
