# Programs of the machine that are packages of their own in nixpkgs.
{ lib, stdenv }:
let
  # A package whose bin/ starts the programs named, found where Debian puts them.
  program =
    pname: names:
    stdenv.linkFarm pname ''
      for program in ${toString names}; do
        printf '#!/bin/bash\nexec "/usr/bin/%s" "$@"\n' "$program" >"$program"
        chmod +x "$program"
      done
    ''
    // {
      inherit pname;
      meta.mainProgram = builtins.head names;
    };
in
{
  # Part of every build already.
  coreutils = stdenv.initialPath;
  gawk = stdenv.initialPath;
  gnugrep = stdenv.initialPath;
  gnused = stdenv.initialPath;

  # Root certificates: nothing here speaks to a server.
  cacert = stdenv.linkFarm "cacert" "mkdir -p $out/etc/ssl/certs; touch $out/etc/ssl/certs/ca-bundle.crt";

  cmake = program "cmake" [ "cmake" ];
  esbuild = program "esbuild" [ "esbuild" ];
  curl = program "curl" [ "curl" ];
  git = program "git" [ "git" ];
  jq = program "jq" [ "jq" ];
  pkg-config = program "pkg-config" [ "pkg-config" ];
  nodejs = program "nodejs" [ "node" "npm" ];
}
