defmodule MyApp.Nif.Switch do
  @moduledoc """
  Expands to one of two `use Rustler`: a library that is already in priv/native, or one that Rustler compiles.

  The environment variable PRECOMPILED_NIF decides, while the module that calls the macro compiles.
  """

  defmacro nif() do
    prebuilt = System.get_env("PRECOMPILED_NIF", "false")

    cond do
      prebuilt in ["true", "1"] ->
        quote do
          use Rustler,
            otp_app: :my_app,
            skip_compilation?: true,
            load_from: {:my_app, "priv/native/libmycrate"}
        end

      true ->
        quote do
          use Rustler,
            otp_app: :my_app,
            crate: "mycrate",
            path: "../mycrate",
            target: "x86_64-unknown-linux-musl"
        end
    end
  end

  defmacro text_nif() do
    prebuilt = System.get_env("PRECOMPILED_NIF", "false")

    cond do
      prebuilt in ["true", "1"] ->
        quote do
          use Rustler,
            otp_app: :my_app,
            skip_compilation?: true,
            load_from: {:my_app, "priv/native/libtextcrate"}
        end

      true ->
        quote do
          use Rustler,
            otp_app: :my_app,
            crate: "textcrate",
            path: "../textcrate",
            target: "x86_64-unknown-linux-musl"
        end
    end
  end
end
