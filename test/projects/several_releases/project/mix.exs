defmodule Several.MixProject do
  use Mix.Project

  def project do
    [
      app: :several,
      version: "0.1.0",
      releases: [server: [], client: [version: "2.0.0", applications: [several: :permanent]]],
      default_release: :client
    ]
  end
end
