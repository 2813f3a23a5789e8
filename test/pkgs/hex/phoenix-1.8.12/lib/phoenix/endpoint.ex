defmodule Phoenix.Endpoint do
  @moduledoc """
  `use Phoenix.Endpoint, otp_app: :app` makes a child of a supervisor that serves a page and priv/static, where the
  configuration says `server: true`. It stops at once without `secret_key_base`, or without the manifest that
  `cache_static_manifest` names, as the real one warns of.
  """
  use GenServer

  defmacro __using__(options) do
    quote do
      @otp_app unquote(options)[:otp_app]

      def child_spec(_), do: %{id: __MODULE__, start: {Phoenix.Endpoint, :start_link, [@otp_app, __MODULE__]}}

      @doc "The path of a file of priv/static, digested where there is a manifest."
      def static_path(path), do: Phoenix.Endpoint.static_path(@otp_app, __MODULE__, path)
    end
  end

  def start_link(app, module), do: GenServer.start_link(__MODULE__, {app, module}, name: module)

  def static_path(app, module, path) do
    case config(app, module)[:cache_static_manifest] do
      nil -> path
      manifest -> "/" <> Map.fetch!(latest(Application.app_dir(app, manifest)), String.trim_leading(path, "/")) <> "?vsn=d"
    end
  end

  # A line for each file, as Mix.Tasks.Phx.Digest writes them.
  defp latest(manifest) do
    for [_, file, digested] <- Regex.scan(~r/"([^"]+)": "([^"]+)"/, File.read!(manifest)), into: %{}, do: {file, digested}
  end

  @impl true
  def init({app, module}) do
    config = config(app, module)

    if config[:server] do
      32 <= byte_size(Keyword.fetch!(config, :secret_key_base)) || raise "secret_key_base is too short"
      {:ok, socket} = :gen_tcp.listen(config[:http][:port], [:binary, packet: :http_bin, active: false, reuseaddr: true])
      spawn_link(fn -> accept(socket, app, module) end)
    end

    {:ok, :ok}
  end

  defp config(app, module), do: Application.get_env(app, module, [])

  defp accept(socket, app, module) do
    {:ok, client} = :gen_tcp.accept(socket)
    {:ok, {:http_request, :GET, {:abs_path, path}, _}} = :gen_tcp.recv(client, 0)
    skip_headers(client)
    {status, body} = answer(app, module, path |> String.split("?") |> hd())
    head = "HTTP/1.1 #{status}\r\ncontent-length: #{byte_size(body)}\r\nconnection: close\r\n\r\n"
    :ok = :gen_tcp.send(client, [head, body])
    :gen_tcp.close(client)
    accept(socket, app, module)
  end

  defp skip_headers(client) do
    case :gen_tcp.recv(client, 0) do
      {:ok, :http_eoh} -> :ok
      {:ok, _} -> skip_headers(client)
    end
  end

  defp answer(_app, module, "/"), do: {"200 OK", module.page()}

  defp answer(app, _module, path) do
    file = Path.join(Application.app_dir(app, "priv/static"), path)
    if not String.contains?(path, "..") and File.regular?(file), do: {"200 OK", File.read!(file)}, else: {"404 Not Found", ""}
  end
end
