import Config

config :my_app, name: "article"
