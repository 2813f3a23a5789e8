defmodule Several.MixProject do
  use Mix.Project

  def project do
    [
      app: :several,
      version: "0.1.0",
      description: "Sends \"quotes\" and ${costs} from here to there.",
      source_url: "https://example.com/several",
      package: [licenses: ["Apache-2.0", "ErlPL-1.1"]],
      releases: [server: [], client: [version: "2.0.0", applications: [several: :permanent]]],
      default_release: :client
    ]
  end
end
