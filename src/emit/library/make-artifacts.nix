# nif2nix (MIT License): archives of what make builds for those who use a library, as elixir_make looks for them.
{
  lib,
  stdenv,
  runCommand,
  patchelf,
  buildPackages,
}:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./portable.nix { inherit lib stdenv; }) makePortable;

  # Functions of the BEAM, by the NIF version that they came with (erl_nif.h). An older BEAM loads no library that asks for one.
  since = {
    "2.15" =
      "compare_pids|is_pid_undefined|make_monitor_term|select_read|select_write|set_pid_undefined|term_type";
    "2.16" = "dynamic_resource_call|init_resource_type";
    "2.17" = "get_string_length|make_new_atom|make_new_atom_len|set_option";
    "2.18" = "get_atom_cache_index|max_atom_cache_index|term_size";
  };
  newerThan =
    nifVersion:
    lib.concatMapStringsSep "|" (version: since.${version}) (
      builtins.filter (version: nifVersion != "" && lib.versionOlder nifVersion version) (
        builtins.attrNames since
      )
    );

  # What Zig calls the machine, with the C library.
  target =
    glibc:
    let
      name = lib.head (lib.splitString "-" hostPlatform.config);
      names = {
        i686 = "x86-linux-gnu";
        armv7l = "arm-linux-gnueabihf";
      };
    in
    "${names.${name} or "${name}-linux-gnu"}.${glibc}";

  # A folder with the archive of an application for one NIF version, or ("") for that of the BEAM; with nothing where it has none for this
  # machine.
  archive =
    {
      release,
      glibc,
      app,
      directory,
      nifVersion,
    }:
    let
      # Zig compiles for an old C library, where the package set has it.
      byZig = buildPackages ? zig && glibc != null && !hostPlatform.isMusl;
      functions = ''
        ${makePortable (if byZig then glibc else null)}
        ${builtins.readFile ./make-archive.sh}
      '';
      words = lib.escapeShellArgs;
    in
    release.overrideAttrs (previous: {
      pname = "${app}-archive${lib.optionalString (nifVersion != "") "-for-nif-${nifVersion}"}";
      nativeBuildInputs = previous.nativeBuildInputs ++ [ patchelf ];
      preBuild = ''
        ${functions}
        useCompilers ${
          words [
            stdenv.shell
            nifVersion
            (lib.optionalString byZig "${buildPackages.zig}/bin/zig")
            (lib.optionalString byZig (target glibc))
          ]
        }
      ''
      + previous.preBuild or "";
      postBuild = "";
      installPhase = ''
        packArchive ${
          words [
            app
            directory
            "${./make-archive.exs}"
            nifVersion
            (newerThan nifVersion)
          ]
        }
      '';
      dontFixup = true;
      doInstallCheck = false;
    });
in
{
  # The archives, for each of `projects` and NIF version one, and the checksum file of each: that of the project itself in the folder
  # that is made, that of another application in a folder of its name.
  makeArtifacts =
    {
      name,
      release,
      # The version of the GNU C library that is asked for at the least; null for that of the package set.
      glibc,
      projects,
    }:
    runCommand name { } (
      lib.concatMapStrings (
        {
          app,
          # Of its mix.exs, seen from the project that is built.
          directory ? ".",
          # [ "" ] for that of the BEAM, or of what is no NIF.
          nifVersions,
        }:
        let
          folder = ''"$out"/${lib.escapeShellArg (if directory == "." then "." else app)}'';
          built = map (
            nifVersion:
            archive {
              inherit
                release
                glibc
                app
                directory
                nifVersion
                ;
            }
          ) nifVersions;
        in
        ''
          mkdir -p ${folder}
          find ${toString built} -name '*.tar.gz' -exec cp --no-preserve=mode -t "$out" {} +
          {
            echo "%{"
            find ${toString built} -name '*.tar.gz' -exec sha256sum {} + \
              | sed -E 's|^([0-9a-f]+) .*/([^/]+)$|  "\2" => "sha256:\1",|' | LC_ALL=C sort
            echo "}"
          } > ${folder}/checksum.exs
        ''
      ) projects
    );
}
