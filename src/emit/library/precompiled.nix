# nif2nix (MIT License): libraries for modules with `use RustlerPrecompiled`.
{
  lib,
  stdenv,
  fetchurl,
  autoPatchelfHook,
  beamPackages,
}:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./elixir.nix { inherit lib; }) moduleName;
  inherit (import ./hosts.nix { inherit lib stdenv beamPackages; }) nifVersion;

  # What Rustler calls a library, on Linux and on Darwin alike.
  nifExtension = ".so";

  # The declared NIF versions that RustlerPrecompiled could pick in this BEAM: the highest that is not above the
  # BEAM's own; all of them where that is not known here.
  usableNifVersions =
    declared:
    let
      usable = builtins.filter (version: !(lib.versionOlder nifVersion version)) declared;
      highest = lib.foldl' (a: b: if lib.versionOlder a b then b else a) (lib.head usable) usable;
    in
    if nifVersion == null || usable == [ ] then declared else [ highest ];

  rustTarget = hostPlatform.rust.rustcTarget;

  # Name of an artifact without `.tar.gz` (RustlerPrecompiled, "lib_name").
  artifactNames =
    module:
    lib.concatMap (
      version:
      let
        name = "lib${module.basename}-v${module.version}-nif-${version}-${rustTarget}";
      in
      map (variant: name + variant + nifExtension) (
        [ "" ] ++ map (variant: "--${variant}") (module.variants.${rustTarget} or [ ])
      )
    ) (usableNifVersions module.nifVersions);

  # A cache in which RustlerPrecompiled finds what it would download. Writable, since it writes its own notes there;
  # the second variable serves versions before 0.7.2, which know no other.
  precompiledCache = ''
    export HOME="''${TMPDIR:-/tmp}"
    export MIX_XDG=1
    export XDG_CACHE_HOME="$HOME/cache"
    export RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH="$XDG_CACHE_HOME/rustler_precompiled/precompiled_nifs"
    mkdir -p "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH"
  '';

  # The published artifacts that a module may pick here; the checksums that its package ships are the hashes.
  artifactsOf =
    module:
    let
      fetchArtifact =
        name:
        let
          file = "${name}.tar.gz";
        in
        rec {
          inherit file;
          sha256 =
            module.checksums.${file} or (throw (
              "${module.module}: ${file} is not among the artifacts that its checksum file lists; "
              + (
                if module ? directory then
                  "add what `mix rustler_precompiled.download` finds, or the crate"
                else if lib.any (lib.hasInfix "-${rustTarget}.") (builtins.attrNames module.checksums) then
                  "there are others for this system: build the crate, by way = \"source\" under [package.${module.app}] in nif2nix.toml"
                else
                  "there is none for this system: build the crate, by way = \"force\" under [package.${module.app}] in nif2nix.toml"
              )
            ));
          path = fetchurl {
            # An address may end in what no name in the store can have.
            name = file;
            url = module.urls.${file} or "${module.baseUrl}/${file}";
            inherit sha256;
          };
        };
    in
    map fetchArtifact (
      # Variants are optional: a package lists those that it has.
      builtins.filter (name: module.checksums ? "${name}.tar.gz" || !(lib.hasInfix "--" name)) (
        artifactNames module
      )
    );

  linkArtifact = artifact: ''
    ln -s ${artifact.path} "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH"/${lib.escapeShellArg artifact.file}
  '';

  # Shell: published artifacts for modules of the project itself, and their checksum files, which git may ignore.
  publishedArtifacts =
    modules:
    precompiledCache
    + lib.concatMapStrings (
      module:
      let
        artifacts = artifactsOf module;
        checksums = "${module.directory}/checksum-${moduleName module.module}.exs";
        lines = map ({ file, sha256, ... }: "  \"${file}\" => \"sha256:${sha256}\",") artifacts;
      in
      lib.concatMapStrings linkArtifact artifacts
      + ''
        rm -f ${lib.escapeShellArg checksums}
        printf '%s\n' ${
          lib.escapeShellArgs ([ "%{" ] ++ lines ++ [ "}" ])
        } > ${lib.escapeShellArg checksums}
      ''
    ) (builtins.filter (nif: nif ? checksums) modules);

  # Attributes for a dependency with `use RustlerPrecompiled` and its published artifacts.
  prebuiltDependency =
    { app, modules }:
    {
      inherit modules;
      attributes = {
        postPatch =
          precompiledCache
          + lib.concatMapStrings linkArtifact (
            lib.concatMap (module: artifactsOf (module // { inherit app; })) modules
          );
      }
      // lib.optionalAttrs hostPlatform.isLinux {
        # Published libraries carry no RUNPATH for libgcc and the C library.
        nativeBuildInputs = [ autoPatchelfHook ];
        buildInputs = [ (lib.getLib stdenv.cc.cc) ];
      };
    };

  # Shell: the same names for libraries of crates that are built here.
  repackedArtifacts =
    modules:
    precompiledCache
    + lib.concatMapStrings repack (builtins.filter (nif: nif ? basename && !(nif ? checksums)) modules);

  # The same dependency with its crate built here: the library is put into archives of the names that
  # RustlerPrecompiled looks for, and the checksum file is written anew. Neither rustler nor configuration is needed.
  repackedDependency =
    { modules }:
    {
      inherit modules;
      attributes.postPatch = repackedArtifacts modules;
    };

  repack =
    module:
    let
      # RustlerPrecompiled looks for it where Mix compiles the module.
      checksums = lib.escapeShellArg "${module.directory or "."}/checksum-${moduleName module.module}.exs";
    in
    ''
      rm -f ${checksums}
      echo '%{' > ${checksums}
      for name in ${lib.escapeShellArgs (artifactNames module)}; do
        archive="$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH/$name.tar.gz"
        cp --no-preserve=mode ${lib.getLib module.crate}/lib/lib${module.crate.libName}${hostPlatform.extensions.sharedLibrary} "$TMPDIR/$name"
        tar -C "$TMPDIR" --sort=name --mtime=@1 --owner=0 --group=0 -czf "$archive" "$name"
        echo "  \"$name.tar.gz\" => \"sha256:$(sha256sum "$archive" | cut -d' ' -f1)\"," >> ${checksums}
      done
      echo '}' >> ${checksums}
    '';
in
{
  inherit
    prebuiltDependency
    publishedArtifacts
    repackedDependency
    repackedArtifacts
    ;
}
