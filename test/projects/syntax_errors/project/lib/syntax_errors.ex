defmodule SyntaxErrors do
  use Rustler, otp_app: :syntax_errors, crate: "s"

  def add(_a, _b) do
