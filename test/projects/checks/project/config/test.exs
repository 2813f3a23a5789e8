import Config

config :jason, decode: :slow
