# A derivation in which cargo runs offline, with the artifacts of an earlier one put into target/ first.
{
  crateNameFromCargoToml,
  lib,
  pkgs,
  toolchain,
  vendorCargoDeps,
  ...
}:
{
  cargoArtifacts,
  buildPhaseCargoCommand,
  checkPhaseCargoCommand ? "",
  installPhaseCommand ? "mkdir -p $out",
  pnameSuffix ? "",
  doInstallCargoArtifacts ? true,
  cargoLock ? null,
  ...
}@args:
let
  crateName = crateNameFromCargoToml args;
in
pkgs.stdenv.mkDerivation (
  removeAttrs args [
    "buildPhaseCargoCommand"
    "cargoLockContents"
    "cargoLockParsed"
    "checkPhaseCargoCommand"
    "installPhaseCommand"
    "outputHashes"
    "pnameSuffix"
  ]
  // {
    inherit cargoArtifacts cargoLock doInstallCargoArtifacts;
    pname = "${args.pname or crateName.pname}${pnameSuffix}";
    version = args.version or crateName.version;
    cargoVendorDir = args.cargoVendorDir or (vendorCargoDeps args);
    nativeBuildInputs =
      (args.nativeBuildInputs or [ ])
      ++ (
        if toolchain != null then
          [ toolchain ]
        else
          [
            pkgs.buildPackages.cargo
            pkgs.buildPackages.rustc
          ]
      )
      ++ [ ./cargo-hook.sh ];
    configurePhase =
      args.configurePhase or ''
        runHook preConfigure
        runHook postConfigure
      '';
    buildPhase =
      args.buildPhase or ''
        runHook preBuild
        ${buildPhaseCargoCommand}
        runHook postBuild
      '';
    checkPhase =
      args.checkPhase or ''
        runHook preCheck
        ${checkPhaseCargoCommand}
        runHook postCheck
      '';
    installPhase =
      args.installPhase or ''
        runHook preInstall
        ${installPhaseCommand}
        runHook postInstall
      '';
  }
)
