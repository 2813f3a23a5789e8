defmodule MyAppWeb do
  @moduledoc "What controllers, components and live views have in common."

  def static_paths, do: ~w(app.js robots.txt)

  def html do
    quote do
      use Phoenix.Component
    end
  end

  def live_view do
    quote do
      use Phoenix.LiveView
    end
  end

  defmacro __using__(which) when is_atom(which), do: apply(__MODULE__, which, [])
end
