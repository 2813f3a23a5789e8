defmodule MissingSources do
end
