# Programs of the machine that are packages of their own in nixpkgs, and package managers as npm's registry has them.
{
  fetchurl,
  lib,
  machine,
  stdenv,
}:
let
  # A package whose bin/ starts the programs named, found on the machine; one that it lacks says so when it is called.
  program =
    pname: names:
    stdenv.linkFarm pname ''
      for program in ${toString names}; do
        printf '#!/bin/bash\nexec "%s" "$@"\n' "$(type -P "$program" || echo "/not-on-this-machine/$program")" >"$program"
        chmod +x "$program"
      done
    ''
    // {
      inherit pname;
      # What the machine has is not known while Nix evaluates.
      version = "0.0.0-machine";
      meta.mainProgram = builtins.head names;
    };

  # A program that Node runs, from its tarball, which a test puts into the store beforehand.
  nodeProgram =
    {
      name,
      url,
      hash,
      file,
    }:
    stdenv.linkFarm name ''
      mkdir ../share
      tar --warning=no-unknown-keyword --strip-components=1 -xzf ${fetchurl { inherit url hash; }} -C ../share
      printf '#!/bin/bash\nexec "%s/bin/node" "%s/share/%s" "$@"\n' ${machine.node.root} "$out" ${file} >${name}
      chmod +x ${name}
    ''
    // {
      pname = name;
      meta.mainProgram = name;
    };

  node =
    pname:
    stdenv.linkFarm pname ''
      for program in node npm npx; do
        printf '#!/bin/bash\nexec "%s/bin/%s" "$@"\n' ${machine.node.root} "$program" >"$program"
        chmod +x "$program"
      done
    ''
    // {
      inherit pname;
      meta.mainProgram = "node";
    };
  # The one that scripts/e2e was told of, or one that joins files, which is as much as most tests need.
  tailwindcss =
    version:
    stdenv.linkFarm "tailwindcss" (
      if machine.tailwindcss == "" then
        ''
          printf '#!/bin/bash\nexec bash "%s" "$@"\n' ${./tailwindcss.sh} >tailwindcss
          chmod +x tailwindcss
        ''
      else
        ''
          # nixpkgs' has the package tailwindcss in itself.
          modules=${dirOf (dirOf (dirOf (dirOf machine.tailwindcss)))}
          printf '#!/bin/bash\nexport NODE_PATH="''${NODE_PATH:+$NODE_PATH:}%s"\nexec "%s/bin/node" "%s" "$@"\n' \
            $modules ${machine.node.root} ${machine.tailwindcss} >tailwindcss
          chmod +x tailwindcss
        ''
    )
    // {
      pname = "tailwindcss";
      version = "${version}-machine";
      meta.mainProgram = "tailwindcss";
    };
in
{
  # Part of every build already.
  coreutils = stdenv.initialPath;
  gawk = stdenv.initialPath;
  gnugrep = stdenv.initialPath;
  gnused = stdenv.initialPath;
  patchelf = stdenv.initialPath;

  # Root certificates: nothing here speaks to a server.
  cacert = stdenv.linkFarm "cacert" "mkdir -p $out/etc/ssl/certs; touch $out/etc/ssl/certs/ca-bundle.crt";

  cmake = program "cmake" [ "cmake" ];
  esbuild = program "esbuild" [ "esbuild" ];
  inotify-tools = program "inotify-tools" [ "inotifywait" ];
  curl = program "curl" [ "curl" ];
  git = program "git" [ "git" ];
  jq = program "jq" [ "jq" ];
  pkg-config = program "pkg-config" [ "pkg-config" ];

  # Every release is the machine's own.
  inherit (lib.genAttrs [ "nodejs" "nodejs_22" "nodejs_24" "nodejs_26" ] node)
    nodejs
    nodejs_22
    nodejs_24
    nodejs_26
    ;
  pnpm = nodeProgram {
    name = "pnpm";
    url = "https://registry.npmjs.org/pnpm/-/pnpm-10.34.8.tgz";
    hash = "sha512-9ieo6XE0Ov5J39D2PQKCNCAd+oMdXLWIcz4eX42ya/FpiaMhYatcG02zsf28NzFgYGtbieAC323RmoWt+R/FqA==";
    file = "bin/pnpm.cjs";
  };
  tailwindcss_3 = tailwindcss "3.4.17";
  tailwindcss_4 = tailwindcss "4.0.0";
  yarn = nodeProgram {
    name = "yarn";
    url = "https://registry.npmjs.org/yarn/-/yarn-1.22.22.tgz";
    hash = "sha512-prL3kGtyG7o9Z9Sv8IPfBNrWTDmXB4Qbes8A9rEzt6wkJV8mUvoirjU0Mp3GGAU06Y0XQyA3/2/RQFVuK7MTfg==";
    file = "bin/yarn.js";
  };
}
