defmodule MixEnvWanted.MixProject do
  use Mix.Project

  @wanted :my_pro

  def project do
    if Mix.env() == @wanted do
      [app: :mix_env_wanted, version: "0.1.0"]
    else
      Mix.raise("MIX_ENV must be #{@wanted},\nnot #{Mix.env()}")
    end
  end
end
