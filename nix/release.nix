# A release planned inside of Nix, without generated files in the project: nif2nix runs in a build, and what it wrote is evaluated
# after it (import from derivation). Sources of dependencies are fetched before, by the hashes of mix.lock.
{
  # The package set, and the program.
  pkgs,
  nif2nix,
}:
{
  # The repository, or the part of it that the project needs.
  src,
  # The folder of mix.exs in it.
  directory ? ".",
  # MIX_ENV
  env ? null,
  # crane.mkLib pkgs; without it rustPlatform builds the crates.
  craneLib ? null,
  # For projects with a toolchain file: (rust-overlay.lib.mkRustBin { } pkgs.buildPackages).fromRustupToolchain.
  rustToolchain ? null,
}:
let
  inherit (pkgs) lib;

  # Its name is of no account, and would otherwise be part of everything below.
  source = builtins.path {
    path = src;
    name = "source";
  };
  project = "${source}/${directory}";

  locked = pkgs.runCommand "locked-dependencies.nix" { nativeBuildInputs = [ nif2nix ]; } ''
    HOME="$TMPDIR" nif2nix deps ${lib.escapeShellArg project}/mix.lock > "$out"
  '';
  dependencies =
    if builtins.pathExists "${project}/mix.lock" then
      import locked { inherit (pkgs) lib beamPackages; }
    else
      { };

  arguments =
    lib.optionals (env != null) [
      "--env"
      env
    ]
    ++ lib.optionals (craneLib == null) [
      "--rust"
      "rustPlatform"
    ];

  # As Mix has them in deps/: a checkout says which commit it is.
  place =
    app:
    let
      fetched = dependencies.${app}.src;
    in
    ''
      cp -r --no-preserve=mode ${fetched} deps/${app}
    ''
    + lib.optionalString (fetched ? rev) ''
      mkdir -p deps/${app}/.git
      echo ${fetched.rev} > deps/${app}/.git/HEAD
    '';

  planned = pkgs.runCommand "planned-source" { nativeBuildInputs = [ nif2nix ]; } ''
    cp -r --no-preserve=ownership ${source} "$out"
    chmod -R u+w "$out"
    cd "$out"/${lib.escapeShellArg directory}
    rm -rf deps
    mkdir deps
    ${lib.concatMapStrings place (builtins.attrNames dependencies)}
    HOME="$TMPDIR" nif2nix init --yes --offline --force ${lib.escapeShellArgs arguments}
    rm -r deps
  '';
in
pkgs.callPackage (planned + "/${directory}/nix/package.nix") { inherit craneLib rustToolchain; }
