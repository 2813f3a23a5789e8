defmodule Berry do
end
