defmodule BySystem.Clock do
  use Rustler,
    otp_app: :by_system,
    crate: if(match?({:unix, :darwin}, :os.type()), do: :mac_clock, else: :linux_clock)

  def built, do: :erlang.nif_error(:nif_not_loaded)
end
