# `buildPackage`: the crate itself on top of its dependencies; libraries to lib/, programs to bin/.
{
  buildDepsOnly,
  crateNameFromCargoToml,
  mkCargoDerivation,
  vendorCargoDeps,
  ...
}:
{
  cargoExtraArgs ? "--locked",
  cargoBuildCommand ? "cargoWithProfile build",
  cargoTestCommand ? "cargoWithProfile test",
  ...
}@args:
let
  crateName = crateNameFromCargoToml args;
  shared = {
    pname = args.pname or crateName.pname;
    version = args.version or crateName.version;
    cargoVendorDir = args.cargoVendorDir or (vendorCargoDeps args);
  };
in
mkCargoDerivation (
  removeAttrs args [
    "cargoExtraArgs"
    "cargoBuildCommand"
    "cargoTestCommand"
  ]
  // shared
  // {
    doCheck = args.doCheck or true;
    doInstallCargoArtifacts = args.doInstallCargoArtifacts or false;
    cargoArtifacts = args.cargoArtifacts or (buildDepsOnly (args // shared));
    buildPhaseCargoCommand = ''
      cargoBuildLog="$(mktemp cargoBuildLogXXXX.json)"
      ${cargoBuildCommand} --message-format json-render-diagnostics ${cargoExtraArgs} >"$cargoBuildLog"
      # Installed at once: cargo test may build the same targets anew.
      builtByCargo="$(mktemp -d)"
      installFromCargoBuildLog "$builtByCargo" "$cargoBuildLog"
    '';
    checkPhaseCargoCommand = "${cargoTestCommand} ${cargoExtraArgs}";
    nativeBuildInputs = (args.nativeBuildInputs or [ ]) ++ [ ./remove-references.sh ];
    installPhaseCommand = ''
      mkdir -p $out
      cp -r "$builtByCargo"/. $out/
    '';
  }
)
