defmodule MyAppWeb.SumController do
  use Phoenix.Controller, formats: [:json]

  def show(conn, %{"left" => left, "right" => right}) do
    with {left, ""} <- Integer.parse(left), {right, ""} <- Integer.parse(right) do
      json(conn, %{sum: MyApp.Native.add(left, right)})
    else
      _ -> conn |> put_status(:bad_request) |> json(%{error: "two integers are wanted"})
    end
  end
end
