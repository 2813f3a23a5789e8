# `buildDepsOnly`: the dependencies of a workspace, built from its manifests alone.
{
  crateNameFromCargoToml,
  mkCargoDerivation,
  mkDummySrc,
  vendorCargoDeps,
  ...
}:
{
  cargoExtraArgs ? "--locked",
  cargoBuildCommand ? "cargoWithProfile build",
  cargoCheckCommand ? "cargoWithProfile check",
  cargoTestCommand ? "cargoWithProfile test",
  ...
}@args:
let
  crateName = crateNameFromCargoToml args;
  doCheck = args.doCheck or true;
in
mkCargoDerivation (
  removeAttrs args [
    "cargoExtraArgs"
    "cargoBuildCommand"
    "cargoCheckCommand"
    "cargoTestCommand"
  ]
  // {
    inherit doCheck;
    src = mkDummySrc args;
    pname = args.pname or crateName.pname;
    pnameSuffix = "-deps";
    version = args.version or crateName.version;
    cargoArtifacts = null;
    cargoVendorDir = args.cargoVendorDir or (vendorCargoDeps args);
    env = (args.env or { }) // {
      CRANE_BUILD_DEPS_ONLY = args.env.CRANE_BUILD_DEPS_ONLY or 1;
    };
    buildPhaseCargoCommand = args.buildPhaseCargoCommand or ''
      ${cargoCheckCommand} ${cargoExtraArgs} ${if doCheck then "--all-targets" else ""}
      ${cargoBuildCommand} ${cargoExtraArgs}
    '';
    checkPhaseCargoCommand = args.checkPhaseCargoCommand or "${cargoTestCommand} ${cargoExtraArgs} --no-run";
    doInstallCargoArtifacts = true;
  }
)
