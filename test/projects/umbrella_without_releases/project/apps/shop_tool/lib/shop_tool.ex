defmodule ShopTool do
end
