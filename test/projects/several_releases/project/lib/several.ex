defmodule Several do
end
