import Config

config :jason, edition: System.fetch_env!("EDITION")
config :build_and_run, theme: System.get_env("THEME"), banner: System.fetch_env!("BANNER")

{_answer, 0} = System.cmd("which", ["sh"])
{_answer, 0} = System.cmd("lolcat", ["--version"])
