defmodule PrivateHex do
end
