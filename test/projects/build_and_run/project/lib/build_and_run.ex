defmodule BuildAndRun do
  def thumbnail(file), do: System.cmd("ffmpeg", ["-i", file])
  def text(file), do: System.cmd("pdftotext", [file, "-"])
  def sign(file), do: System.cmd("our-signer", [file])
  def list, do: System.cmd("ls", [])
  def node, do: Port.open({:spawn_executable, ~c"/usr/bin/node"}, [])
end
