defmodule Rustler.Settings do
  @moduledoc "The options of a NIF module and their defaults."

  defstruct cargo: :system,
            crate: nil,
            default_features: true,
            env: [],
            external_resources: [],
            features: [],
            lib: true,
            load_data: 0,
            load_data_fun: nil,
            load_from: nil,
            mode: :release,
            otp_app: nil,
            path: "",
            priv_dir: "",
            skip_compilation?: false,
            target: nil,
            target_dir: "",
            metadata: nil

  def new(otp_app, configured, opts) do
    crate = configured[:crate] || opts[:crate] || otp_app

    defaults = [
      crate: crate,
      load_from: {otp_app, "priv/native/lib#{crate}"},
      otp_app: otp_app,
      path: "native/#{crate}",
      target_dir: Application.app_dir(otp_app, "native/#{crate}")
    ]

    struct!(__MODULE__, defaults |> Keyword.merge(opts) |> Keyword.merge(configured))
  end
end
