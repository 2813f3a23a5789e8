import Config

config :my_app, MyAppWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [formats: [html: MyAppWeb.ErrorHTML], layout: false],
  pubsub_server: MyApp.PubSub,
  live_view: [signing_salt: "change this"]

config :phoenix, :json_library, Jason

import_config "#{config_env()}.exs"
