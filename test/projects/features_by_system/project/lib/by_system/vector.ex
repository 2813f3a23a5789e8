defmodule BySystem.Vector do
  @processor :erlang.system_info(:system_architecture)
             |> List.to_string()
             |> String.split("-")
             |> hd()

  use Rustler,
    otp_app: :by_system,
    crate: "vector",
    default_features: @processor == "x86_64",
    features: if(@processor in ["aarch64", "arm64"], do: ["neon"], else: [])

  def built, do: :erlang.nif_error(:nif_not_loaded)
end
