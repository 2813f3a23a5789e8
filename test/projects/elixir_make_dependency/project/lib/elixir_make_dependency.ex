defmodule ElixirMakeDependency do
end
