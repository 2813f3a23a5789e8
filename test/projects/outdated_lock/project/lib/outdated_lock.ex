defmodule OutdatedLock do
end
