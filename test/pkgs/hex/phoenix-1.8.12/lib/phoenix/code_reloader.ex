defmodule Phoenix.CodeReloader do
  @moduledoc "A listener of Mix: `listeners: [Phoenix.CodeReloader]` starts it with every compilation since Elixir 1.18."
  use GenServer

  def start_link(_options), do: GenServer.start_link(__MODULE__, :ok)

  @impl true
  def init(:ok), do: {:ok, :ok}

  @impl true
  def handle_info(_message, state), do: {:noreply, state}
end
