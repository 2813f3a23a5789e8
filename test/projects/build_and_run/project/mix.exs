defmodule BuildAndRun.MixProject do
  use Mix.Project

  def project do
    [app: :build_and_run, version: System.get_env("RELEASE_NUMBER") || raise("RELEASE_NUMBER is not set"), deps: [{:jason, "~> 1.4"}]]
  end
end
