defmodule SkippedModule.Unknown do
  use Rustler, otp_app: :skipped_module, crate: hd(System.argv()), features: [System.get_env("F")]
end
