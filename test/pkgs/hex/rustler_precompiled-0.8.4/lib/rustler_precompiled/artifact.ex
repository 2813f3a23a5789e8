defmodule RustlerPrecompiled.Artifact do
  @moduledoc "The name of the artifact that fits this machine and this BEAM."

  @targets ~w(
    aarch64-apple-darwin
    aarch64-unknown-linux-gnu
    aarch64-unknown-linux-musl
    arm-unknown-linux-gnueabihf
    riscv64gc-unknown-linux-gnu
    x86_64-apple-darwin
    x86_64-pc-windows-gnu
    x86_64-pc-windows-msvc
    x86_64-unknown-linux-gnu
    x86_64-unknown-linux-musl
  )

  def name(options) do
    target = target()
    version = nif_version(options[:nif_versions] || ["2.15"])

    cond do
      target not in (options[:targets] || @targets) ->
        {:error, "precompiled NIF is not available for this target: #{inspect(target)}"}

      version == nil ->
        {:error, "precompiled NIF is not available for this NIF version"}

      true ->
        base = options[:crate] || options[:otp_app]
        name = "lib#{base}-v#{options[:version]}-nif-#{version}-#{target}"
        {:ok, name <> variant(options[:variants] || %{}, target, options)}
    end
  end

  defp target do
    system = :erlang.system_info(:system_architecture) |> to_string() |> String.split("-")

    [arch, vendor, os | abi] =
      for {part, variable} <- Enum.zip(system, ~w(TARGET_ARCH TARGET_VENDOR TARGET_OS TARGET_ABI)),
          do: System.get_env(variable) || part

    cond do
      os =~ "darwin" ->
        "#{if arch == "arm", do: "aarch64", else: arch}-#{vendor}-darwin"

      os =~ "linux" ->
        vendor = if vendor in ~w(pc redhat suse alpine), do: "unknown", else: vendor
        arch = %{"amd64" => "x86_64", "riscv64" => "riscv64gc"}[arch] || arch
        Enum.join([arch, vendor, os | abi], "-")

      true ->
        Enum.join([arch, vendor, os | abi], "-")
    end
  end

  # The BEAM's own, or the highest of the same major version that it understands.
  defp nif_version(declared) do
    own = :erlang.system_info(:nif_version) |> to_string()
    numbers = fn version -> version |> String.split(".") |> Enum.map(&String.to_integer/1) end
    [major, minor] = numbers.(own)

    declared
    |> Enum.filter(&match?([^major, least] when least <= minor, numbers.(&1)))
    |> Enum.max_by(numbers, fn -> nil end)
  end

  defp variant(variants, target, options) do
    chosen =
      Enum.find(variants[target] || [], fn {_name, choose} ->
        if is_function(choose, 1), do: choose.(options), else: choose.()
      end)

    case chosen do
      {name, _} -> "--#{name}"
      nil -> ""
    end
  end
end
