defmodule MyApp do
  @moduledoc "Uses both NIFs."

  @doc "A greeting that ends with the sum of two numbers, backwards."
  def greet(left, right) do
    name = Application.fetch_env!(:my_app, :name)
    MyApp.Text.reverse("#{name}: #{MyApp.Native.add(left, right)}")
  end
end
