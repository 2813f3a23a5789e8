import Config

if System.get_env("PHX_SERVER"), do: config(:shop, ShopWeb.Endpoint, server: true)

config :shop, ShopWeb.Endpoint, http: [port: String.to_integer(System.get_env("PORT", "4000"))]

if config_env() == :prod do
  secret_key_base = System.get_env("SECRET_KEY_BASE") || raise "environment variable SECRET_KEY_BASE is missing."
  config :shop, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")

  config :shop, ShopWeb.Endpoint,
    url: [host: System.get_env("PHX_HOST") || "example.com", port: 443, scheme: "https"],
    secret_key_base: secret_key_base
end
