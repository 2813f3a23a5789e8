defmodule Rustler do
  @moduledoc """
  A stand-in for Rustler 0.36 with what a build must settle: which options win, when cargo is started, where the
  library is loaded from.

  The application's configuration of the module wins over the options of `use`, which win over the defaults. It is read
  with `compile_env`, so that a release whose configuration differs does not boot. A key that Rustler does not know
  raises. With `skip_compilation?: true` nothing of Rust is started.
  """

  defmacro __using__(opts) do
    quote bind_quoted: [opts: opts] do
      otp_app = Keyword.fetch!(opts, :otp_app)
      configured = Application.compile_env(otp_app, __MODULE__, [])
      settings = Rustler.Compiler.compile_crate(otp_app, configured, opts)

      for resource <- settings.external_resources do
        @external_resource resource
      end

      if settings.lib do
        @load_from settings.load_from
        @load_data settings.load_data
        @before_compile Rustler
      end
    end
  end

  defmacro __before_compile__(_env) do
    quote do
      @on_load :rustler_init

      @doc false
      def rustler_init do
        :code.purge(__MODULE__)
        {otp_app, path} = @load_from
        library = otp_app |> Application.app_dir(path) |> to_charlist()
        :erlang.load_nif(library, @load_data)
      end
    end
  end
end
