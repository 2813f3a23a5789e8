defmodule MyAppWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :my_app

  @session [store: :cookie, key: "_my_app_key", signing_salt: "change this", same_site: "Lax"]

  socket "/live", Phoenix.LiveView.Socket, websocket: [connect_info: [session: @session]]

  # Without a bundler: the scripts that the packages ship.
  plug Plug.Static, at: "/js/phoenix", from: {:phoenix, "priv/static"}
  plug Plug.Static, at: "/js/live_view", from: {:phoenix_live_view, "priv/static"}
  plug Plug.Static, at: "/", from: :my_app, only: MyAppWeb.static_paths()

  plug Plug.RequestId
  plug Plug.Telemetry, event_prefix: [:phoenix, :endpoint]

  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session
  plug MyAppWeb.Router
end
