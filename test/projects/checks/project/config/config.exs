import Config

config :jason, encoder: :strict

import_config "#{config_env()}.exs"
