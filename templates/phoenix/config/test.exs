import Config

config :my_app, MyAppWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "only for tests: sixty-four characters or more that are of no secret at all",
  server: false

config :logger, level: :warning
