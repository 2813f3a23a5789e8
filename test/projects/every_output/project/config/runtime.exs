import Config

if System.get_env("PHX_SERVER"), do: config(:relay, serves: true)

config :relay, key: System.fetch_env!("RELAY_KEY")
