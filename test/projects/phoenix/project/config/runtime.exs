import Config

if System.get_env("PHX_SERVER"), do: config(:shop, ShopWeb.Endpoint, server: true)

if config_env() == :prod do
  secret_key_base = System.get_env("SECRET_KEY_BASE") || raise "environment variable SECRET_KEY_BASE is missing."
  config :shop, ShopWeb.Endpoint, secret_key_base: secret_key_base
end
