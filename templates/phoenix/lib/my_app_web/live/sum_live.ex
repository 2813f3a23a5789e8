defmodule MyAppWeb.SumLive do
  use MyAppWeb, :live_view

  @impl true
  def mount(_params, _session, socket), do: {:ok, assign(socket, sum: 0)}

  @impl true
  def handle_event("add", _params, socket) do
    {:noreply, update(socket, :sum, &MyApp.Native.add(&1, 1))}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <main>
      <h1>Phoenix with a NIF in Rust</h1>
      <p>The sum is {@sum}.</p>
      <button phx-click="add">Add one</button>
    </main>
    """
  end
end
