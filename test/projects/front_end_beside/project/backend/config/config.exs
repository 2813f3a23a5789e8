import Config

config :front_end, FrontEndWeb.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"
