import Config

config :build_and_run, host: System.fetch_env!("HOST")
