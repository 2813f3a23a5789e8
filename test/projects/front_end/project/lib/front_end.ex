defmodule FrontEnd do
end
