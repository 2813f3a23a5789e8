# Functions for the files that nif2nix writes; they hold no data of any project.
# Each works with the last two stable releases of nixpkgs and with unstable.
{
  lib,
  stdenv,
  writeText,
  runCommand,
  rustPlatform,
  beamPackages,
  craneLib ? null,
}:
let
  inherit (stdenv) hostPlatform;

  # Libraries that the BEAM loads are named .so on Linux and on Darwin alike (erl_nif, "load_nif/2").
  nifExtension = ".so";

  # What builds leave behind in a source tree. Each would make Mix or cargo use old files, or ship them.
  leftovers = [
    "_build"
    "deps"
    "node_modules"
    ".git"
    ".elixir_ls"
    ".direnv"
    "result"
  ];

  relativeTo = root: path: lib.removePrefix "/" (lib.removePrefix (toString root) (toString path));

  isCargoTarget = path: baseNameOf path == "target" && builtins.pathExists (dirOf path + "/Cargo.toml");

  isCompiledNif =
    path:
    let
      name = baseNameOf path;
    in
    baseNameOf (dirOf path) == "native"
    && baseNameOf (dirOf (dirOf path)) == "priv"
    && (lib.hasSuffix ".so" name || lib.hasSuffix ".dll" name || lib.hasSuffix ".dylib" name);

  isUnder = folder: path: folder == "." || path == folder || lib.hasPrefix "${folder}/" path;

  # The files of `root` that are named, each a file or a folder relative to it.
  onlySources =
    {
      root,
      sources,
      # Names of files to leave out.
      except ? [ ],
      name ? "source",
    }:
    lib.cleanSourceWith {
      inherit name;
      src = root;
      filter =
        path: type:
        let
          relative = relativeTo root path;
        in
        !(isCargoTarget path)
        && !(builtins.elem (baseNameOf path) (leftovers ++ except))
        && lib.any (
          source: isUnder source relative || (type == "directory" && lib.hasPrefix "${relative}/" source)
        ) sources;
    };

  # A Mix project's files without what builds leave behind, and without the Nix files,
  # so that an edit of those does not rebuild the release.
  mixSource =
    {
      root,
      directory,
      name ? "source",
    }:
    let
      prefix = lib.optionalString (directory != ".") "${directory}/";
      ours = map (file: "${prefix}${file}") [
        "flake.nix"
        "flake.lock"
        "nix"
        "nif2nix.toml"
      ];
    in
    lib.cleanSourceWith {
      inherit name;
      src = root;
      filter =
        path: type:
        !(builtins.elem (baseNameOf path) leftovers)
        && !(builtins.elem (relativeTo root path) ours)
        && !(isCargoTarget path)
        && !(isCompiledNif path);
    };

  # Elixir literals. A quoted atom may hold any text; plain ones stay unquoted, since Elixir warns otherwise.
  elixirString =
    text:
    "\""
    + builtins.replaceStrings [ "\\" "\"" "#{" "\n" "\r" ] [ "\\\\" "\\\"" "\\#{" "\\n" "\\r" ] text
    + "\"";
  elixirAtom =
    text: ":" + (if builtins.match "[a-z_][a-zA-Z0-9_]*" text == null then elixirString text else text);
  moduleAtom = module: elixirAtom "Elixir.${module}";

  # One line of application configuration that keeps Rustler from compiling and names the library.
  # Application configuration wins over the options of `use Rustler` (Rustler.Compiler.Config).
  nifConfig =
    nif:
    "Config.config(${elixirAtom nif.configApp}, ${moduleAtom nif.module}, skip_compilation?: true"
    + lib.optionalString (nif.library != null)
      ", load_from: {${elixirAtom nif.loadApp}, ${elixirString nif.library}}"
    + ")\n";

  configFile = nifs: writeText "nif2nix.exs" ("\n" + lib.concatMapStrings nifConfig nifs);

  # Shell: copies the crate's library to where `load_from` looks for it.
  placeLibrary =
    nif:
    lib.optionalString (nif.library != null) (
      let
        target = "${nif.directory}/${nif.library}${nifExtension}";
      in
      ''
        mkdir -p ${lib.escapeShellArg (dirOf target)}
        cp --no-preserve=mode ${nif.crate}/lib/lib${nif.crate.libName}${hostPlatform.extensions.sharedLibrary} ${lib.escapeShellArg target}
      ''
    );

  buildCrate =
    {
      pname,
      version,
      # The folder that holds everything the crate needs.
      root,
      # Files and folders of `root` that cargo reads.
      sources,
      # The workspace's folder, relative to `root`.
      workspace ? ".",
      # The crate's Cargo.toml, relative to `workspace`. Named by file and not by package,
      # because a dependency may have the same name.
      manifest ? "Cargo.toml",
      cargoLock,
      libName,
      features ? [ ],
      defaultFeatures ? true,
      # "release" or "debug", as Rustler's `mode`.
      mode ? "release",
      env ? { },
      # Hashes of git crates, by "name-version". Without one the crate is fetched by the revision in
      # Cargo.lock, which is pure as well but happens while Nix evaluates.
      outputHashes ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      # crane where it is at hand, unless told otherwise.
      builder ? (if craneLib == null then "rustPlatform" else "crane"),
    }:
    let
      src = onlySources { inherit root sources; };
      nested = workspace != ".";

      # musl: a library that is loaded at run time cannot link the C library statically.
      # Darwin: symbols of the BEAM are found when the library is loaded.
      rustFlags =
        lib.optionals hostPlatform.isMusl [ "-C target-feature=-crt-static" ]
        ++ lib.optionals hostPlatform.isDarwin [ "-C link-arg=-undefined -C link-arg=dynamic_lookup" ];

      common = {
        inherit
          pname
          version
          src
          nativeBuildInputs
          buildInputs
          ;
        strictDeps = true;
        # A crate's tests want a BEAM to call them; they belong to `cargo test` in development.
        doCheck = false;
        env = env // lib.optionalAttrs (rustFlags != [ ]) { RUSTFLAGS = lib.concatStringsSep " " rustFlags; };
        passthru = { inherit libName; };
      };

      selection = [
        "--manifest-path"
        manifest
        "--lib"
      ];

      # crane keys these hashes by the source in Cargo.lock.
      hashesBySource = lib.listToAttrs (
        lib.concatMap (
          package:
          lib.optionals (outputHashes ? "${package.name}-${package.version}" && package ? source) [
            (lib.nameValuePair package.source outputHashes."${package.name}-${package.version}")
          ]
        ) (builtins.fromTOML (builtins.readFile cargoLock)).package
      );

      crane =
        let
          args =
            common
            // {
              inherit cargoLock;
              outputHashes = hashesBySource;
              cargoToml = root + lib.optionalString nested "/${workspace}" + "/Cargo.toml";
              cargoExtraArgs = lib.concatStringsSep " " (
                [ "--locked" ]
                ++ map lib.escapeShellArg selection
                ++ lib.optionals (!defaultFeatures) [ "--no-default-features" ]
                ++ lib.optionals (features != [ ]) [
                  "--features"
                  (lib.escapeShellArg (lib.concatStringsSep "," features))
                ]
              );
              CARGO_PROFILE = if mode == "debug" then "dev" else "release";
            }
            // lib.optionalAttrs nested {
              postUnpack = ''
                cd "$sourceRoot"/${lib.escapeShellArg workspace}
                sourceRoot="."
              '';
            };
        in
        craneLib.buildPackage (args // { cargoArtifacts = craneLib.buildDepsOnly args; });

      platform = rustPlatform.buildRustPackage (
        common
        // {
          cargoLock = {
            lockFile = cargoLock;
            inherit outputHashes;
            allowBuiltinFetchGit = true;
          };
          cargoBuildFlags = selection;
          buildFeatures = features;
          buildNoDefaultFeatures = !defaultFeatures;
          buildType = mode;
        }
        // lib.optionalAttrs nested { sourceRoot = "${src.name}/${workspace}"; }
      );
    in
    if builder == "crane" then crane else platform;

  # Attributes for mixRelease: the project's files, its libraries in place, Rustler told not to compile.
  mixProject =
    {
      pname,
      version,
      root,
      # The project's folder, relative to `root`.
      directory ? ".",
      # config/config.exs of the project, relative to it.
      configPath,
      nifs,
      # Environment variables of the build.
      env ? { },
    }:
    let
      src = mixSource { inherit root directory; };
    in
    {
      inherit pname version src;
      # Exported here, because not every version of the BEAM builders passes `env` on.
      postPatch =
        lib.concatMapStrings (name: ''
          export ${name}=${lib.escapeShellArg env.${name}}
        '') (builtins.attrNames env)
        + ''
          mkdir -p "$(dirname ${lib.escapeShellArg configPath})"
          cat ${configFile nifs} >> ${lib.escapeShellArg configPath}
        ''
        + lib.concatMapStrings placeLibrary nifs;
    }
    // lib.optionalAttrs (directory != ".") {
      sourceRoot = "${src.name}/${directory}";
      # Path dependencies beside the project are compiled too, and get their libraries.
      postUnpack = ''
        chmod -R u+w ${lib.escapeShellArg src.name}
      '';
    };

  # The project's configuration as the builders of dependencies take it (`appConfigPath`): what a dependency reads
  # while it compiles must be what the release has at boot. Without runtime.exs, which only the release reads.
  mixConfig =
    {
      root,
      # The folder of the configuration file, relative to `root`.
      folder,
      # Its name in that folder.
      file,
      nifs,
    }:
    let
      src = onlySources {
        inherit root;
        name = "config";
        sources = [ (if folder == "." then file else folder) ];
        except = [ "runtime.exs" ];
      };
    in
    runCommand "mix-config" { } ''
      mkdir -p "$out"
      if [ -e ${src}/${lib.escapeShellArg folder} ]; then
        cp -r --no-preserve=mode ${src}/${lib.escapeShellArg folder}/. "$out"
      fi
      cd "$out"
      if [ ${lib.escapeShellArg file} != config.exs ] && [ -e ${lib.escapeShellArg file} ]; then
        mv ${lib.escapeShellArg file} config.exs
      fi
      cat ${configFile nifs} >> config.exs
    '';

  # A dependency that is not compiled (`app: false, compile: false`): mixRelease links $out/src to deps/<name>.
  placeSource =
    {
      name,
      version,
      src,
    }:
    runCommand "${name}-${version}" { } ''
      mkdir -p "$out"
      ln -s ${src} "$out/src"
    '';

  # Loads every NIF module of a built release in the BEAM that it was built for; fails with the names of those that do not load.
  # Neither the applications nor their configuration are started: no secret and no database is needed.
  loadCheck =
    { release, modules }:
    let
      names = map (nif: "Elixir.${nif.module}") (builtins.filter (nif: nif.library != null) modules);
    in
    runCommand "${release.pname or release.name}-nif-load-check"
      {
        nativeBuildInputs = [ beamPackages.erlang ];
        modules = lib.concatStringsSep "\n" names;
      }
      ''
        export HOME="$TMPDIR"
        ERL_LIBS="${release}/lib" erl -noinput -eval '
          Modules = string:lexemes(os:getenv("modules"), "\n"),
          Load = fun(Name) ->
            case code:ensure_loaded(list_to_atom(Name)) of
              {module, _} -> io:format("~ts: loaded~n", [Name]), true;
              {error, Reason} -> io:format("~ts: NOT LOADED: ~tp~n", [Name, Reason]), false
            end
          end,
          case lists:all(fun(Loaded) -> Loaded end, lists:map(Load, Modules)) of
            true -> halt(0);
            false -> halt(1)
          end.' > report 2>&1 || { cat report; exit 1; }
        cat report
        mv report "$out"
      '';
in
{
  inherit
    onlySources
    buildCrate
    mixProject
    mixConfig
    placeSource
    loadCheck
    ;
}
