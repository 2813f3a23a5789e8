import Config

# Rustler's own options, in the configuration.
if :os.type() == {:unix, :darwin} do
  config :by_system, BySystem.Vector, mode: :debug
else
  config :by_system, BySystem.Vector, env: [{"VECTOR_LEVEL", "3"}]
end
