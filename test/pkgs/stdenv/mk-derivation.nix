# `stdenv.mkDerivation`: a derivation whose builder runs the phases of ./setup.
# Contract: the chapter "The Standard Environment" of the nixpkgs manual.
{
  config,
  lib,
  system,
  shell,
  suffix,
  initialPath,
}:
let
  inherit (builtins) isAttrs isBool isFunction isInt isList isString;

  # Not passed to the builder.
  evaluationOnly = [
    "env"
    "meta"
    "passthru"
    "pos"
    "__darwinAllowLocalNetworking"
  ];

  isVariable = value: isString value || isInt value || isBool value || lib.isDerivation value || builtins.isPath value;

  checkEnv =
    name: args: env:
    let
      notVariables = builtins.attrNames (lib.filterAttrs (_: value: !isVariable value) env);
      twice = builtins.attrNames (builtins.intersectAttrs env args);
    in
    if notVariables != [ ] then
      throw "${name}: env holds values that cannot be environment variables: ${toString notVariables}"
    else if twice != [ ] then
      throw "${name}: both env and the derivation's attributes set ${toString twice}"
    else
      env;

  build =
    rattrs: args:
    let
      name = args.name or "${args.pname}-${args.version}";
      env = checkEnv name (removeAttrs args evaluationOnly) (args.env or { });
      structured = args.__structuredAttrs or (config.structuredAttrsByDefault or false);
      # null attributes are left out of a derivation that is not structured, as Nix itself does with ignoreNulls.
      visible = lib.filterAttrs (_: value: structured || value != null) (removeAttrs args evaluationOnly);
      ofBuild = dependency: dependency.__spliced.buildHost or dependency;
      inputs = list: lib.flatten (args.${list} or [ ]);
      lists =
        lib.genAttrs [ "buildInputs" "propagatedBuildInputs" ] inputs
        // lib.genAttrs [ "nativeBuildInputs" "propagatedNativeBuildInputs" ] (list: map ofBuild (inputs list));
      drv = derivation (
        visible
        // lists
        // lib.optionalAttrs structured { __structuredAttrs = true; }
        // {
          inherit system;
          name = name + lib.optionalString (!(args ? outputHash)) suffix;
          outputs = args.outputs or [ "out" ];
          builder = shell;
          args = [
            "-e"
            ./builder.sh
          ];
          standInSetup = ./setup;
          initialPath = [ initialPath ];
        }
        // (
          if structured then
            {
              env = env // {
                standInSetup = "${./setup}";
                initialPath = "${initialPath}";
              };
            }
          else
            env
        )
      );
    in
    drv
    // (args.passthru or { })
    // {
      inherit name;
      meta = args.meta or { };
      passthru = args.passthru or { };
      overrideAttrs =
        change:
        mkDerivation (
          final:
          let
            prev = if isFunction rattrs then rattrs final else rattrs;
          in
          prev
          // (
            if !isFunction change then
              change
            else if isFunction (change prev) then
              change final prev
            else
              change prev
          )
        );
    }
    // lib.optionalAttrs (args ? pname) { inherit (args) pname; }
    // lib.optionalAttrs (args ? version) { inherit (args) version; }
    // lib.optionalAttrs (args ? src) { inherit (args) src; };

  # Takes a set, or a function of the finished package (`finalAttrs:`).
  mkDerivation =
    rattrs:
    let
      # The arguments, seen from themselves, with the package that they make.
      args = if isFunction rattrs then rattrs (args // { finalPackage = package; }) else rattrs;
      package = build rattrs args;
    in
    package;
in
mkDerivation
