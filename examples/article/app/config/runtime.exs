import Config

if name = System.get_env("MY_APP_NAME") do
  config :my_app, name: name
end
