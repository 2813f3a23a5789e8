defmodule CCPrecompiler do
  @moduledoc "Names the machine as artifacts do: without the vendor, and Darwin without its version."

  def current_target do
    architecture = to_string(:erlang.system_info(:system_architecture))

    case String.split(architecture, "-") do
      [cpu, _vendor, kernel, abi] -> {:ok, Enum.join([cpu, kernel, abi], "-")}
      [cpu, vendor, "darwin" <> _version] -> {:ok, Enum.join([cpu, vendor, "darwin"], "-")}
      _other -> {:error, "no target for #{architecture}"}
    end
  end
end
