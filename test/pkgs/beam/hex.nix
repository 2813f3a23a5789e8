# Hex as Mix needs it to read a project with Hex dependencies: the stand-in of ../hex-archive, on ERL_LIBS.
{
  elixir,
  stdenv,
  writeText,
}:
stdenv.mkDerivation {
  pname = "hex";
  version = "2.1.1";
  src = ../hex-archive;
  nativeBuildInputs = [ elixir ];
  buildPhase = ''
    export LC_ALL=C.UTF-8 MIX_ENV=prod MIX_HOME="$PWD/.mix"
    mix compile
  '';
  installPhase = ''
    mkdir -p $out/lib/erlang/lib
    cp -r _build/prod/lib/hex $out/lib/erlang/lib/
  '';
  setupHook = writeText "setup-hook.sh" ''
    addToSearchPath ERL_LIBS "$1/lib/erlang/lib"
  '';
}
