# nif2nix (MIT License): archives of NIFs for those who use a library, as RustlerPrecompiled looks for them.
{
  lib,
  stdenv,
  runCommand,
  patchelf,
  # Links against an old C library, where the package set has it.
  cargo-zigbuild ? null,
}:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./cargo-command.nix { inherit lib; }) cargo;
  inherit (import ./elixir.nix { inherit lib; }) moduleName;
  inherit (import ./portable.nix { inherit lib stdenv; }) makePortable;

  target = hostPlatform.rust.rustcTarget;

  # The library of a crate, for one NIF version: for any machine of this kind, and not for those that have this Nix store.
  portable =
    glibc:
    {
      crate,
      libName,
      folder ? ".",
      manifest ? "Cargo.toml",
      configs ? [ ],
      ...
    }:
    nifVersion:
    {
      features ? [ ],
      defaultFeatures ? true,
      env ? { },
    }:
    let
      byZig = cargo-zigbuild != null && glibc != null && !hostPlatform.isMusl;
      file = "lib${libName}${hostPlatform.extensions.sharedLibrary}";
    in
    crate.overrideAttrs (previous: {
      pname = "${previous.pname}-for-nif-${nifVersion}";
      nativeBuildInputs = previous.nativeBuildInputs ++ [ patchelf ] ++ lib.optional byZig cargo-zigbuild;
      # Rustler 0.24 to 0.28 takes the version from here.
      env =
        previous.env or { }
        // {
          RUSTLER_NIF_VERSION = nifVersion;
        }
        // env;
      doCheck = false;
      dontFixup = true;
      buildPhase = ''
        runHook preBuild
        (
          export XDG_CACHE_HOME="$TMPDIR/cache"
          cd ${lib.escapeShellArg folder}
          ${
            cargo {
              inherit
                manifest
                configs
                features
                defaultFeatures
                ;
              command = if byZig then "zigbuild" else "build";
              target = "${target}${lib.optionalString byZig ".${glibc}"}";
              options = [
                "--release"
                "--lib"
              ];
            }
          } --target-dir "$TMPDIR/artifact"
        )
      '';
      installPhase = ''
        mkdir -p "$out/lib"
        library="$out/lib/${file}"
        cp "$TMPDIR/artifact/${target}/release/${file}" "$library"
        ${makePortable (if byZig then glibc else null)}
        makePortable "$library"
      '';
    });
in
{
  # The archives, for each of `modules` and NIF version one, and for each module the checksum file of its package.
  nifArtifacts =
    {
      name,
      modules,
      # The version of the GNU C library that is asked for at the least; null for that of the package set.
      glibc,
      # How libraries of variants are built, by their names: with `features` besides, without `defaultFeatures`, in another `env`.
      variants ? { },
    }:
    let
      declared = lib.concatMap (
        module: builtins.concatLists (builtins.attrValues (module.variants or { }))
      ) modules;
      unknown = builtins.filter (variant: !(builtins.elem variant declared)) (
        builtins.attrNames variants
      );
    in
    if unknown != [ ] then
      throw "${name}: no module declares the variants ${lib.concatStringsSep ", " unknown}"
    else
      runCommand name { } (
        ''
          mkdir -p "$out"
        ''
        + lib.concatMapStrings (
          module:
          let
            checksums = lib.escapeShellArg "checksum-${moduleName module.module}.exs";
            archive =
              nifVersion: suffix: changes:
              let
                built = module.nifVersions.${nifVersion};
                features = built.features or [ ] ++ changes.features or [ ];
                library = portable glibc module nifVersion (built // changes // { inherit features; });
                artifact = "lib${module.basename}-v${module.version}-nif-${nifVersion}-${target}${suffix}.so";
              in
              ''
                artifact=${lib.escapeShellArg artifact}
                cp --no-preserve=mode ${library}/lib/lib${module.libName}${hostPlatform.extensions.sharedLibrary} "$TMPDIR/$artifact"
                chmod 755 "$TMPDIR/$artifact"
                tar -C "$TMPDIR" --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -cf - "$artifact" \
                  | gzip --no-name --best > "$out/$artifact.tar.gz"
                echo "  \"$artifact.tar.gz\" => \"sha256:$(sha256sum "$out/$artifact.tar.gz" | cut -d' ' -f1)\"," >> "$TMPDIR"/${checksums}
              '';
          in
          ''
            : > "$TMPDIR"/${checksums}
          ''
          + lib.concatMapStrings (
            nifVersion:
            archive nifVersion "" { }
            + lib.concatMapStrings (variant: archive nifVersion "--${variant}" variants.${variant}) (
              builtins.filter (variant: variants ? ${variant}) (module.variants.${target} or [ ])
            )
          ) (builtins.attrNames module.nifVersions)
          + ''
            { echo "%{"; sort "$TMPDIR"/${checksums}; echo "}"; } > "$out"/${checksums}
          ''
        ) modules
      );
}
