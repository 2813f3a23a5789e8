defmodule Rustler.Compiler do
  @moduledoc "Runs cargo for a module's crate, unless the module's settings say that it is compiled already."

  def compile_crate(otp_app, configured, opts) do
    settings = Rustler.Settings.new(otp_app, configured, opts)
    unless settings.skip_compilation?, do: compile(settings)
    settings
  end

  defp compile(settings) do
    case System.cmd("cargo", ["metadata", "--format-version=1"], cd: settings.path) do
      {_metadata, 0} -> :ok
      {output, _status} -> raise "calling `cargo metadata` failed.\n" <> output
    end

    target = if settings.target, do: ["--target=#{settings.target}"], else: []

    features =
      if settings.features == [], do: [], else: ["--features", Enum.join(settings.features, ",")]

    mode = if settings.mode == :release, do: ["--release"], else: []

    {_output, status} =
      System.cmd("cargo", ["rustc"] ++ features ++ target ++ mode,
        cd: settings.path,
        env: [{"CARGO_TARGET_DIR", settings.target_dir} | settings.env],
        stderr_to_stdout: true,
        into: IO.stream(:stdio, :line)
      )

    if status != 0, do: raise("Rust NIF compile error (rustc exit code #{status})")
    install(settings)
  end

  defp install(settings) do
    made = Path.join([settings.target_dir, settings.target || "", to_string(settings.mode)])
    File.mkdir_p!("priv/native")
    File.cp!(Path.join(made, "lib#{settings.crate}.so"), "priv/native/lib#{settings.crate}.so")
    Mix.Project.build_structure()
  end
end
