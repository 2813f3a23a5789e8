# Functions for the files that nif2nix writes; they hold no data of any project.
# Each works with the last two stable releases of nixpkgs and with unstable.
{
  lib,
  stdenv,
  cacert,
  curl,
  fetchurl,
  writeText,
  runCommand,
  autoPatchelfHook,
  rustPlatform,
  makeRustPlatform,
  beamPackages,
  craneLib ? null,
  # From what a rust-toolchain file asks for ({ channel, components, targets, profile }) to the toolchain:
  # fromRustupToolchain of rust-overlay, or a function of your own.
  rustToolchain ? null,
}:
let
  inherit (stdenv) hostPlatform;

  # Libraries that the BEAM loads are named .so on Linux and on Darwin alike (erl_nif, "load_nif/2").
  nifExtension = ".so";

  # What builds leave behind in a source tree. Each would make Mix or cargo use old files, or ship them. Where a name
  # is also a usual one for sources (src/deps, lib/my_app/result), only what a tool puts there counts.
  isLeftover =
    path: type:
    let
      name = baseNameOf path;
      always = [
        "node_modules"
        ".git"
        ".elixir_ls"
        ".direnv"
      ];
      ofMix = [
        "_build"
        "deps"
      ];
    in
    builtins.elem name always
    || (builtins.elem name ofMix && builtins.pathExists (dirOf path + "/mix.exs"))
    || (name == "result" && type == "symlink");

  relativeTo = root: path: lib.removePrefix "/" (lib.removePrefix (toString root) (toString path));

  isCargoTarget =
    path: baseNameOf path == "target" && builtins.pathExists (dirOf path + "/Cargo.toml");

  isCompiledNif =
    path:
    let
      name = baseNameOf path;
    in
    baseNameOf (dirOf path) == "native"
    && baseNameOf (dirOf (dirOf path)) == "priv"
    && (lib.hasSuffix ".so" name || lib.hasSuffix ".dll" name || lib.hasSuffix ".dylib" name);

  isUnder = folder: path: folder == "." || path == folder || lib.hasPrefix "${folder}/" path;

  # Whether a path is one of the sources, inside of one, or a folder above one.
  isAmong =
    sources: relative: type:
    lib.any (
      source: isUnder source relative || (type == "directory" && lib.hasPrefix "${relative}/" source)
    ) sources;

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
        && !(isLeftover path type)
        && !(builtins.elem (baseNameOf path) except)
        && isAmong sources relative type;
    };

  # A Mix project's files without what builds leave behind, and without the Nix files,
  # so that an edit of those does not rebuild the release.
  mixSource =
    {
      root,
      directory,
      sources,
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
        isAmong sources (relativeTo root path) type
        && !(isLeftover path type)
        && !(builtins.elem (relativeTo root path) ours)
        && !(isCargoTarget path)
        && !(isCompiledNif path);
    };

  # Elixir literals. A quoted atom may hold any text; plain ones stay unquoted, since Elixir warns otherwise.
  elixirString =
    text:
    let
      # Elixir refuses these in its source as they are: line breaks of other scripts, and what turns the direction of
      # text (elixir_tokenizer.hrl, ?break and ?bidi). Nix has no escapes for them; JSON has the same as Elixir.
      refused = map (code: "\\u${code}") [
        "000b"
        "000c"
        "0085"
        "2028"
        "2029"
        "202a"
        "202b"
        "202c"
        "202d"
        "202e"
        "2066"
        "2067"
        "2068"
        "2069"
      ];
      characters = map (escape: builtins.fromJSON "\"${escape}\"") refused;
    in
    "\""
    +
      builtins.replaceStrings
        (
          [
            "\\"
            "\""
            "#{"
            "\n"
            "\r"
          ]
          ++ characters
        )
        (
          [
            "\\\\"
            "\\\""
            "\\#{"
            "\\n"
            "\\r"
          ]
          ++ refused
        )
        text
    + "\"";
  elixirAtom =
    text: ":" + (if builtins.match "[a-z_][a-zA-Z0-9_]*" text == null then elixirString text else text);

  # The atom that a module is, from its name in Elixir: that of an alias starts with `Elixir.`, and `defmodule :my_nif`
  # is my_nif itself.
  moduleName = module: (if builtins.match "[A-Z].*" module == null then "" else "Elixir.") + module;
  moduleAtom = module: elixirAtom (moduleName module);

  # One line of application configuration that keeps Rustler from compiling and names the library.
  # Application configuration wins over the options of `use Rustler` (Rustler.Compiler.Config).
  # Modules that Rustler never compiles (prebuilt ones) have no `configApp`.
  nifConfig =
    nif:
    lib.optionalString (nif.configApp or null != null) (
      "Config.config(${elixirAtom nif.configApp}, ${moduleAtom nif.module}, skip_compilation?: true"
      + lib.optionalString (
        nif.library != null
      ) ", load_from: {${elixirAtom nif.loadApp}, ${elixirString nif.library}}"
      + ")\n"
    );

  configFile = nifs: writeText "nif2nix.exs" ("\n" + lib.concatMapStrings nifConfig nifs);

  libraryOf = crate: "${crate}/lib/lib${crate.libName}${hostPlatform.extensions.sharedLibrary}";

  # Shell: copies the crate's library to where `load_from` looks for it.
  placeLibrary =
    nif:
    lib.optionalString (nif.library != null) (
      let
        target = "${nif.directory or "."}/${nif.library}${nifExtension}";
      in
      ''
        mkdir -p ${lib.escapeShellArg (dirOf target)}
        cp --no-preserve=mode ${libraryOf nif.crate} ${lib.escapeShellArg target}
      ''
    );

  # A crate's toolchain; null for the package set's own Rust. That is a stable release, and most often a newer one than a
  # crate asks for by its number, so it takes the place of such where no other can be had.
  toolchainFor =
    pname: toolchain:
    if toolchain == null then
      null
    else if rustToolchain != null then
      rustToolchain toolchain
    else if builtins.match "stable|[0-9.]+" toolchain.channel != null then
      null
    else
      throw ''
        The crate ${pname} asks for the Rust toolchain ${toolchain.channel}, which nixpkgs does not have.
        In flake.nix, add an input, name it among the arguments of `outputs`, and give it to the release:

          inputs.rust-overlay.url = "github:oxalica/rust-overlay";

          pkgs.callPackage ./nix/package.nix {
            rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs).fromRustupToolchain;
          }

        In nix/package.nix, add the argument `rustToolchain ? null`, and hand it on:

          nifs = callPackage ./nifs.nix { inherit beamPackages craneLib rustToolchain; };

        To build the crate with the Rust of nixpkgs all the same, say so in nif2nix.toml and renew the files:

          [crate.${pname}]
          toolchain = "nixpkgs"
      '';

  # Crates by name, from the arguments of `buildCrate`. Crates of one workspace that are built alike share a derivation
  # with the dependencies of all of them.
  buildCrates =
    arguments:
    let
      alike =
        a: b:
        builtins.all (name: a.${name} or null == b.${name} or null) [
          "root"
          "workspace"
          "cargoLock"
          "mode"
          "toolchain"
          "configs"
          "env"
          "outputHashes"
          "nativeBuildInputs"
          "buildInputs"
          "builder"
        ];
    in
    builtins.mapAttrs (
      _: own:
      buildCrate (own // { together = builtins.filter (alike own) (builtins.attrValues arguments); })
    ) arguments;

  buildCrate =
    {
      pname,
      version,
      # The folder that holds everything the crate needs.
      root ? null,
      # Files and folders of `root` that cargo reads.
      sources ? [ ],
      # Or sources that are fetched. They are not read while Nix evaluates, so `cargoLock` is a copy beside this file.
      fetched ? null,
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
      # What its rust-toolchain file asks for.
      toolchain ? null,
      # Cargo's configuration files below the workspace's folder, relative to it: cargo runs there and would not see them.
      # Later ones win.
      configs ? [ ],
      env ? { },
      # Hashes of git crates, by "name-version". Without one the crate is fetched by the revision in
      # Cargo.lock, which is pure as well but happens while Nix evaluates.
      outputHashes ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      # crane where it is at hand, unless told otherwise. crane reads the manifests while Nix evaluates,
      # which for fetched sources would be import from derivation; and it does not know the checksums of the first
      # version of Cargo.lock, which stand in a table of their own.
      builder ? (
        if
          craneLib == null || fetched != null || (builtins.fromTOML (builtins.readFile cargoLock)) ? metadata
        then
          "rustPlatform"
        else
          "crane"
      ),
      # Arguments of the crates whose dependencies are built together with its own; itself among them.
      together ? [ ],
    }@own:
    let
      src = if fetched != null then fetched else onlySources { inherit root sources; };
      nested = workspace != ".";
      rust = toolchainFor pname toolchain;
      craneWithRust = if rust == null then craneLib else craneLib.overrideToolchain rust;
      rustPlatformWithRust =
        if rust == null then
          rustPlatform
        else
          makeRustPlatform {
            cargo = rust;
            rustc = rust;
          };

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
        env =
          env // lib.optionalAttrs (rustFlags != [ ]) { RUSTFLAGS = lib.concatStringsSep " " rustFlags; };
        passthru = { inherit libName; };
      };

      selectionOf =
        crate:
        lib.concatMap (config: [
          "--config"
          config
        ]) (crate.configs or [ ])
        ++ [
          "--manifest-path"
          (crate.manifest or "Cargo.toml")
          "--lib"
        ];

      cargoArguments =
        crate:
        lib.concatStringsSep " " (
          [ "--locked" ]
          ++ map lib.escapeShellArg (selectionOf crate)
          ++ lib.optionals (!(crate.defaultFeatures or true)) [ "--no-default-features" ]
          ++ lib.optionals (crate.features or [ ] != [ ]) [
            "--features"
            (lib.escapeShellArg (lib.concatStringsSep "," crate.features))
          ]
        );

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
              cargoExtraArgs = cargoArguments own;
              CARGO_PROFILE = if mode == "debug" then "dev" else "release";
            }
            // lib.optionalAttrs nested {
              postUnpack = ''
                cd "$sourceRoot"/${lib.escapeShellArg workspace}
                sourceRoot="."
              '';
            };

          crates = if together == [ ] then [ own ] else together;
          shared = builtins.length crates > 1;

          # One command for each crate: in a single one cargo would join the features of all, which no crate is built with.
          # Without `cargo check`, whose results no build uses.
          dependencies = craneWithRust.buildDepsOnly (
            args
            // {
              buildPhaseCargoCommand = lib.concatMapStrings (crate: ''
                cargoWithProfile build ${cargoArguments crate}
              '') crates;
              # Never run; it would name one of the crates.
              checkPhaseCargoCommand = "";
            }
            // lib.optionalAttrs shared {
              pname = "workspace";
              version = "0.0.0";
              src = onlySources {
                inherit root;
                sources = lib.concatMap (crate: crate.sources) crates;
              };
              passthru = { };
            }
          );
        in
        craneWithRust.buildPackage (args // { cargoArtifacts = dependencies; });

      platform = rustPlatformWithRust.buildRustPackage (
        common
        // {
          cargoLock = {
            lockFile = cargoLock;
            inherit outputHashes;
            allowBuiltinFetchGit = true;
          };
          cargoBuildFlags = [ "--lib" ];
          buildFeatures = features;
          buildNoDefaultFeatures = !defaultFeatures;
          buildType = mode;
          # Flags that nixpkgs gives cargo take the place of those in configuration files of the sources: an empty RUSTFLAGS,
          # and what is written above the sources. Both say nothing that a library needs.
          preBuild = ''
            if [ -n "$(find . -path '*/.cargo/config*' -print -quit)" ]; then
              [ -n "''${RUSTFLAGS-}" ] || unset RUSTFLAGS
              sed -i '/^ *"rustflags" *= *\[.*\] *$/d' "$NIX_BUILD_TOP/.cargo/config.toml"
            fi
          '';
        }
        // lib.optionalAttrs nested { cargoRoot = workspace; }
        # In the crate's own folder, as Rustler does: cargo finds its configuration by itself there. Flags that name files
        # would not do, because cargo-auditable repeats them from another folder.
        // lib.optionalAttrs (nested || dirOf manifest != ".") {
          buildAndTestSubdir = "${workspace}/${dirOf manifest}";
        }
        // lib.optionalAttrs (fetched != null) {
          postPatch = ''
            cp --no-preserve=mode ${cargoLock} ${lib.escapeShellArg workspace}/Cargo.lock
          '';
        }
      );
    in
    if builder == "crane" then crane else platform;

  # Shell: runs the Mix task that builds web assets. The paths of the tools are set in that one process: in a
  # configuration file they would become part of the release, and the tools with them. `mix run` would do, too, but
  # reads config/runtime.exs, which wants secrets.
  buildAssets =
    {
      directory,
      task,
      tools,
    }:
    let
      setPath =
        app:
        "Application.put_env(${elixirAtom app}, :path, ${elixirString tools.${app}}, persistent: true); ";
      # What bin/mix does, which a package set may have wrapped in a shell script.
      mix =
        arguments: "Mix.start(); Mix.CLI.main([${lib.concatStringsSep ", " (map elixirString arguments)}])";
      program =
        lib.concatMapStrings setPath (builtins.attrNames tools)
        + mix [
          "do"
          "deps.loadpaths"
          "--no-deps-check"
          "+"
          task
        ];
    in
    ''
      (
        cd ${lib.escapeShellArg directory}
        elixir -e ${lib.escapeShellArg program}
      )
    '';

  # What npm calls this system: Node's process.platform and process.arch, and the C library.
  nodeSystem = {
    os = if hostPlatform.isDarwin then "darwin" else "linux";
    cpu =
      {
        x86_64 = "x64";
        aarch64 = "arm64";
        i686 = "ia32";
        armv7l = "arm";
        powerpc64le = "ppc64";
        loongarch64 = "loong64";
      }
      .${hostPlatform.parsed.cpu.name} or hostPlatform.parsed.cpu.name;
    libc = if hostPlatform.isMusl then "musl" else "glibc";
  };

  # Whether a package is for this system: `os`, `cpu` and `libc` of package.json, with "!" before those that are left out.
  suitsSystem =
    package:
    lib.all (
      name:
      let
        asked = package.${name} or [ ];
        named = builtins.filter (value: !(lib.hasPrefix "!" value)) asked;
      in
      !(builtins.elem "!${nodeSystem.${name}}" asked)
      && (named == [ ] || builtins.elem nodeSystem.${name} named)
    ) (builtins.attrNames nodeSystem);

  # node_modules of one lock file, at the paths that they have in the project. Scripts of packages are not run.
  nodeModules =
    {
      nodejs,
      packages,
      links ? { },
      copies ? { },
      ...
    }:
    let
      wanted = builtins.filter suitsSystem packages;
      # Names of files in the store have fewer characters than addresses.
      nameOf =
        url:
        let
          name = baseNameOf url;
        in
        if builtins.match "[a-zA-Z0-9][a-zA-Z0-9+._-]{0,150}" name == null then "package.tgz" else name;
      sourceOf =
        package:
        package.source or (fetchurl {
          inherit (package) url hash;
          name = nameOf package.url;
        });
      plan = writeText "node-modules.json" (
        builtins.toJSON {
          inherit links;
          inherit (stdenv) shell;
          copied = builtins.attrNames copies;
          system = nodeSystem;
          packages = map (
            package:
            {
              inherit (package) paths;
              source = "${sourceOf package}";
            }
            // lib.optionalAttrs (package.optional or false) { optional = true; }
            // lib.optionalAttrs (package ? patch) { patch = "${package.patch}"; }
          ) wanted;
        }
      );
      # Programs and libraries that were built for one system look for their own in places that only other systems have.
      prebuilt = lib.concatMap (package: package.paths) (
        builtins.filter (package: package ? os || package ? cpu || package ? libc) wanted
      );
    in
    runCommand "node-modules"
      {
        nativeBuildInputs = [ nodejs ] ++ lib.optionals hostPlatform.isLinux [ autoPatchelfHook ];
        buildInputs = lib.optionals hostPlatform.isLinux [ stdenv.cc.cc.lib ];
        # What a package does not need on every system may be missing.
        autoPatchelfIgnoreMissingDeps = [ "*" ];
      }
      (
        ''
          node ${./node-modules.mjs} ${plan} "$out"
        ''
        + lib.optionalString (hostPlatform.isLinux && prebuilt != [ ]) ''
          cd "$out"
          autoPatchelf -- ${lib.escapeShellArgs prebuilt}
        ''
      );

  # Shell: puts node_modules beside package.json, as files that tools may write to. Mix dependencies that they link to
  # become files of the project, too: a program that follows the link finds node_modules above them.
  placeNodeModules =
    nodejs: tree:
    let
      modules = nodeModules (tree // { inherit nodejs; });
      copy = target: source: ''
        mkdir -p -- "$(dirname -- ${lib.escapeShellArg target})"
        cp -rL --no-preserve=mode -- ${lib.escapeShellArg source} ${lib.escapeShellArg target}
      '';
    in
    lib.concatMapStrings (dependency: ''
      if [ -L ${lib.escapeShellArg dependency} ]; then
        source="$(readlink -f -- ${lib.escapeShellArg dependency})"
        rm -- ${lib.escapeShellArg dependency}
        cp -r --no-preserve=mode -- "$source" ${lib.escapeShellArg dependency}
      fi
    '') (tree.dependencies or [ ])
    + lib.concatMapStrings (folder: ''
      mkdir -p -- "$(dirname -- ${lib.escapeShellArg folder})"
      if [ -e ${modules}/${lib.escapeShellArg folder} ]; then
        cp -r -- ${modules}/${lib.escapeShellArg folder} ${lib.escapeShellArg folder}
        chmod -R u+w -- ${lib.escapeShellArg folder}
      fi
    '') tree.folders
    + lib.concatMapStrings (target: copy target tree.copies.${target}) (
      builtins.attrNames (tree.copies or { })
    );

  # The text of a program in front of a package manager. It finds nothing to do where it is told to install what is in place
  # already: the real one would look for the network, and npm would begin by removing everything.
  nodeManagerProgram = name: real: ''
    #!${stdenv.shell}
    folder=. command= more=
    words=("$@")
    while [ $# -gt 0 ]; do
      case "$1" in
        --prefix | --dir | --cwd | -C) folder="''${2-.}"; shift ;;
        --prefix=* | --dir=* | --cwd=*) folder="''${1#*=}" ;;
        --cache | --filter | -F | --loglevel | --mutex | --network-concurrency | --network-timeout | --omit | --include | \
          --registry | --reporter | --store-dir | --userconfig | --workspace) shift ;;
        --help | -h | --version | -v) command="$1" ;;
        -*) ;;
        *) if [ -z "$command" ]; then command="$1"; else more=1; fi ;;
      esac
      [ $# = 0 ] || shift
    done
    case "${name} $command" in
      "npm install" | "npm i" | "npm ci" | "npm clean-install" | "pnpm install" | "pnpm i" | "pnpm ci" | "yarn " | \
        "yarn install" | "bun install" | "bun i" | "bun ci")
        above="$(cd "$folder" && pwd)"
        while [ -z "$more" ] && [ -n "$above" ]; do
          if [ -d "$above/node_modules" ]; then
            echo "${name} $command: the packages of the lock are in place" >&2
            exit 0
          fi
          above="''${above%/*}"
        done
        ;;
    esac
    exec ${lib.escapeShellArg real} "''${words[@]}"
  '';

  nodeManagers =
    { nodejs, managers }:
    let
      all = {
        npm = nodejs;
      }
      // managers;
      program = name: writeText "${name}.sh" (nodeManagerProgram name "${all.${name}}/bin/${name}");
    in
    runCommand "node-managers" { } (
      ''
        mkdir -p "$out/bin"
      ''
      + lib.concatMapStrings (name: ''
        cp ${program name} "$out/bin/${name}"
        chmod +x "$out/bin/${name}"
      '') (builtins.attrNames all)
    );

  # Shell: what the assets of the project need of Node, for the rest of the build phase.
  prepareNode =
    {
      nodejs,
      managers ? { },
      modules ? [ ],
    }:
    lib.concatMapStrings (placeNodeModules nodejs) modules
    + ''
      export PATH="${nodeManagers { inherit nodejs managers; }}/bin:${
        lib.concatMapStrings (manager: "${manager}/bin:") ([ nodejs ] ++ builtins.attrValues managers)
      }$PATH"
      # A home that can be written to, no look for newer versions of anything, and the package manager that is here in the
      # place of the one that package.json names.
      export HOME="$(mktemp -d)"
      export npm_config_update_notifier=false npm_config_offline=true COREPACK_ENABLE_STRICT=0
      export npm_config_manage_package_manager_versions=false pnpm_config_manage_package_manager_versions=false
      export npm_config_verify_deps_before_run=false pnpm_config_verify_deps_before_run=false
    '';

  # The text of a mix.exs that stands before the umbrella's own and adds a release to what that answers.
  definingRelease =
    name: version: applications:
    let
      permanent = app: "{${elixirAtom app}, :permanent}";
    in
    ''
      Code.require_file("mix.exs")
      project = Mix.Project.get!()
      Mix.Project.pop()

      defmodule Nif2nix.Release do
        @project project
        use Mix.Project

        def project do
          applications = [${lib.concatStringsSep ", " (map permanent applications)}]
          release = [version: ${elixirString version}, applications: applications]
          Keyword.put(@project.project(), :releases, [{${elixirAtom name}, release}])
        end

        if function_exported?(project, :cli, 0) do
          def cli, do: @project.cli()
        end
      end
    '';

  # Attributes for mixRelease: the project's files, its libraries in place, Rustler told not to compile.
  mixProject =
    {
      pname,
      version,
      root,
      # The project's folder, relative to `root`.
      directory ? ".",
      # What of `root` the build reads, files and folders relative to it.
      sources ? [ "." ],
      # config/config.exs of the project, relative to it.
      configPath,
      # MIX_ENV of the build.
      mixEnv ? "prod",
      # Of several releases in mix.exs, the one that is made.
      releaseName ? null,
      # Where mix.exs does not define that release, the applications that it is made of: an umbrella has none by itself.
      applications ? null,
      # The project's own NIF modules.
      nifs,
      # Those of its dependencies, whose configuration the release repeats.
      inherited ? [ ],
      # Environment variables of the build.
      env ? { },
      # Web assets, built when the code is compiled.
      assets ? [ ],
      # What they need of Node: itself, package managers, and what lies in node_modules.
      node ? null,
    }:
    let
      src = mixSource { inherit root directory sources; };
      # Without the package rustler, RustlerPrecompiled is given the crate as the artifact that it would download.
      asArtifacts = builtins.partition (nif: nif ? basename) nifs;
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
          cat ${configFile (nifs ++ inherited)} >> ${lib.escapeShellArg configPath}
        ''
        + lib.concatMapStrings placeLibrary asArtifacts.wrong
        + lib.optionalString (asArtifacts.right != [ ]) (
          precompiledCache + lib.concatMapStrings repack asArtifacts.right
        );
      # In a shell of its own, so that nothing of it reaches the later phases.
      postBuild = lib.optionalString (assets != [ ]) ''
        (
        ${lib.optionalString (node != null) (prepareNode node)}
        runHook preAssets
        ${lib.concatMapStrings buildAssets assets}
        )
      '';
    }
    // lib.optionalAttrs (mixEnv != "prod") { inherit mixEnv; }
    // lib.optionalAttrs (releaseName != null) { mixReleaseName = releaseName; }
    // lib.optionalAttrs (applications != null) {
      # Not before the code is compiled: tasks that run in an application's folder would not find the file.
      preInstall = ''
        cp ${writeText "mix.nif2nix.exs" (definingRelease releaseName version applications)} mix.nif2nix.exs
        export MIX_EXS=mix.nif2nix.exs
      '';
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

  # Attributes for the builder of a dependency with `use Rustler`: its libraries in place, and the configuration
  # that the release has as well, because Elixir compares the two at boot (Application.compile_env).
  rustlerDependency =
    { modules, config }:
    {
      inherit modules;
      attributes = {
        appConfigPath = config;
        postPatch = lib.concatMapStrings placeLibrary modules;
      };
    };

  # The NIF version of an Erlang/OTP release (erl_nif.h, ERL_NIF_MAJOR_VERSION and ERL_NIF_MINOR_VERSION).
  nifVersionOf =
    let
      known = {
        "22" = "2.15";
        "23" = "2.15";
        "24" = "2.16";
        "25" = "2.16";
        "26" = "2.17";
        "27" = "2.17";
        "28" = "2.17";
        "29" = "2.18";
      };
    in
    known.${lib.versions.major beamPackages.erlang.version} or null;

  # The declared NIF versions that RustlerPrecompiled could pick in this BEAM: the highest that is not above the
  # BEAM's own; all of them where that is not known here.
  usableNifVersions =
    declared:
    let
      usable = builtins.filter (version: !(lib.versionOlder nifVersionOf version)) declared;
      highest = lib.foldl' (a: b: if lib.versionOlder a b then b else a) (lib.head usable) usable;
    in
    if nifVersionOf == null || usable == [ ] then declared else [ highest ];

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

  # Attributes for a dependency with `use RustlerPrecompiled` and its published artifacts; the checksums that the
  # package ships are the hashes.
  prebuiltDependency =
    { modules }:
    let
      fetchArtifact =
        module: name:
        let
          file = "${name}.tar.gz";
        in
        {
          inherit file;
          path = fetchurl {
            # An address may end in what no name in the store can have.
            name = file;
            url = module.urls.${file} or "${module.baseUrl}/${file}";
            sha256 =
              module.checksums.${file}
                or (throw "${module.module}: ${file} is not among the artifacts that the package lists; use way = \"source\"");
          };
        };
      artifacts = lib.concatMap (
        module:
        map (fetchArtifact module) (
          # Variants are optional: a package lists those that it has.
          builtins.filter (name: module.checksums ? "${name}.tar.gz" || !(lib.hasInfix "--" name)) (
            artifactNames module
          )
        )
      ) modules;
    in
    {
      inherit modules;
      attributes = {
        postPatch =
          precompiledCache
          + lib.concatMapStrings (artifact: ''
            ln -s ${artifact.path} "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH"/${lib.escapeShellArg artifact.file}
          '') artifacts;
      }
      // lib.optionalAttrs hostPlatform.isLinux {
        # Published libraries carry no RUNPATH for libgcc and the C library.
        nativeBuildInputs = [ autoPatchelfHook ];
        buildInputs = [ stdenv.cc.cc.lib ];
      };
    };

  # The same dependency with its crate built here: the library is put into archives of the names that
  # RustlerPrecompiled looks for, and the checksum file is written anew. Neither rustler nor configuration is needed.
  repackedDependency =
    { modules }:
    {
      inherit modules;
      attributes.postPatch = precompiledCache + lib.concatMapStrings repack modules;
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
        cp --no-preserve=mode ${libraryOf module.crate} "$TMPDIR/$name"
        tar -C "$TMPDIR" --sort=name --mtime=@1 --owner=0 --group=0 -czf "$archive" "$name"
        echo "  \"$name.tar.gz\" => \"sha256:$(sha256sum "$archive" | cut -d' ' -f1)\"," >> ${checksums}
      done
      echo '}' >> ${checksums}
    '';

  # And built by force, for packages that insist: RustlerPrecompiled hands over to Rustler, which is told not to
  # compile. The variable leaves no trace in the compiled application, as `config :rustler_precompiled` would.
  forcedDependency =
    { modules, config }:
    {
      inherit modules;
      attributes = {
        appConfigPath = config;
        postPatch = ''
          export HOME="''${TMPDIR:-/tmp}"
          export RUSTLER_PRECOMPILED_FORCE_BUILD_ALL=1
        ''
        + lib.concatMapStrings placeLibrary modules;
      };
    };

  # A package of a private Hex repository. The key is in an environment variable of the Nix daemon (or of `nix build`
  # where Nix has no daemon), and is sent in a header, as Hex does; a tarball that is already in the store is taken
  # from there: nix-store --add-fixed sha256 ~/.hex/packages/<repository>/<name>-<version>.tar
  fetchPrivateHex =
    {
      repository,
      keyVariable,
      pkg,
      version,
      sha256,
    }:
    let
      tarball = stdenv.mkDerivation {
        name = "${pkg}-${version}.tar";
        outputHashMode = "flat";
        outputHashAlgo = "sha256";
        outputHash = sha256;
        nativeBuildInputs = [ curl ];
        env.SSL_CERT_FILE = "${cacert}/etc/ssl/certs/ca-bundle.crt";
        impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [ keyVariable ];
        url = "${repository}/tarballs/${pkg}-${version}.tar";
        dontUnpack = true;
        # The header goes through a file, where no list of processes shows it.
        buildPhase = ''
          printf 'header = "authorization: %s"\n' "''$${keyVariable}" > headers
          curl --fail --location --retry 3 --config headers --output "$out" "$url"
        '';
        dontInstall = true;
        dontFixup = true;
      };
    in
    runCommand "hex-source-${pkg}-${version}" { } ''
      mkdir "$out"
      tar -xOf ${tarball} contents.tar.gz | tar -xz -C "$out" --no-same-owner
    '';

  plainDependency = {
    modules = [ ];
    attributes = { };
  };

  # What published artifacts call the host: x86_64-linux-gnu, aarch64-linux-musl, aarch64-apple-darwin.
  artifactTarget =
    let
      words = builtins.match "([^-]+)-[^-]+-([^-]+)(-[^-]+)?" hostPlatform.config;
      cpu = builtins.elemAt words 0;
    in
    if hostPlatform.isDarwin then
      "${if cpu == "arm64" then "aarch64" else cpu}-apple-darwin"
    else
      "${cpu}-${builtins.elemAt words 1}${builtins.elemAt words 2}";

  # The artifact that elixir_make would download, its file name and the file (ElixirMake.Artefact): of the NIF versions that
  # there are for the host the highest with the BEAM's major number that is not above the BEAM's own.
  makeArtifact =
    {
      app,
      version,
      url,
      checksums,
      type ? "nif",
    }:
    let
      fileFor =
        nifVersion:
        if type == "nif" then
          "${app}-nif-${nifVersion}-${artifactTarget}-${version}.tar.gz"
        else
          "${app}-${type}-${artifactTarget}-${version}.tar.gz";
      usable = nifVersion: nifVersionOf == null || !(lib.versionOlder nifVersionOf nifVersion);
      candidates = builtins.filter (file: checksums ? ${file}) (
        if type == "nif" then
          map fileFor (
            builtins.filter usable [
              "2.18"
              "2.17"
              "2.16"
              "2.15"
              "2.14"
            ]
          )
        else
          [ (fileFor null) ]
      );
      name = lib.head candidates;
    in
    if candidates == [ ] then
      throw "${app}: it publishes no artifact for ${artifactTarget} and this BEAM; compile it: [package.${app}] way = \"source\" in nif2nix.toml"
    else
      {
        file = name;
        path = fetchurl {
          # An address may end in what no store path can be called.
          inherit name;
          url = builtins.replaceStrings [ "@{artefact_filename}" ] [ name ] url;
          sha256 = checksums.${name};
        };
      };

  # Shell: makes config/ a folder that can be written to, with a config.exs. Builders put a link in its place, or leave what
  # the package ships.
  ownConfig = ''
    if [ -e config ]; then
      cp -rL --no-preserve=mode config config.nif2nix
      [ -L config ] || chmod -R u+w config
      rm -rf config
      mv config.nif2nix config
    fi
    mkdir -p config
    [ -e config/config.exs ] || echo 'import Config' > config/config.exs
  '';

  # Shell: what elixir_make links into priv/ is copied there, since the build's folder is gone afterwards.
  copyLinkedPriv = ''
    find . -path './_build/*/priv/*' -type l | while IFS= read -r link; do
      target="$(readlink -f "$link" || true)"
      case "$target" in
        "$(pwd -P)"/*)
          if [ -e "$target" ]; then
            rm "$link"
            cp -r "$target" "$link"
          fi
          ;;
      esac
    done
  '';

  # A dependency with further inputs for its build.
  withInputs =
    {
      env ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      buildPlugins ? [ ],
      # Sources that the build would clone, by the folder where it looks for them.
      checkouts ? { },
      # Code that stands for a folder of the sources, which is another one once they are built.
      sourceFolders ? [ ],
      # An archive that is looked for in the cache of elixir_make, by host.
      cached ? null,
      # A package with a precompiler of elixir_make: its published artifact where `checksums` are given, else compiled.
      make ? null,
    }:
    dependency:
    let
      inherit (dependency) attributes;
      artifact = if make ? checksums then makeArtifact make else null;
      isFile = value: value ? files || value ? url;
      fileOf =
        name:
        let
          value = env.${name};
        in
        if value ? url then fetchurl { inherit (value) url hash; } else fetchurl (forHost name value.files);
      forHost =
        name: files:
        files.${artifactTarget}
          or (throw "${name}: there is no file for ${artifactTarget}; set it in nif2nix.toml");
      # Libraries that others have linked look for theirs where those others have them.
      foreign =
        artifact != null || cached != null || lib.any (name: isFile env.${name}) (builtins.attrNames env);
      export =
        name:
        if env.${name} ? buildFolder then
          ''
            export ${name}="$TMPDIR"/${lib.escapeShellArg env.${name}.buildFolder}
            mkdir -p "''$${name}"
          ''
        else if isFile env.${name} then
          ''
            export ${name}=${fileOf name}
          ''
        else
          ''
            export ${name}=${lib.escapeShellArg env.${name}}
          '';
      place =
        folder:
        let
          target = lib.escapeShellArg folder;
        in
        ''
          mkdir -p "$(dirname ${target})"
          cp -r ${checkouts.${folder}} ${target}
          chmod -R u+w ${target}
        '';
      settle =
        {
          file,
          code,
          folder,
        }:
        ''
          if [ -e ${lib.escapeShellArg file} ]; then
            substituteInPlace ${lib.escapeShellArg file} --replace-quiet ${lib.escapeShellArg code} "\"$out/src/${folder}\""
          fi
        '';
      takeCached =
        let
          file = forHost "ELIXIR_MAKE_CACHE_DIR" cached;
        in
        ''
          ln -s ${fetchurl file} "$ELIXIR_MAKE_CACHE_DIR"/${lib.escapeShellArg (baseNameOf file.url)}
        '';
      takeArtifact = ''
        ln -s ${artifact.path} "$ELIXIR_MAKE_CACHE_DIR"/${lib.escapeShellArg artifact.file}
      '';
      # Otherwise it would look for an artifact where there is no network.
      compileByMake = ownConfig + ''
        echo ${lib.escapeShellArg "Config.config(:elixir_make, :force_build, [{${elixirAtom make.app}, true}])"} >> config/config.exs
      '';
    in
    dependency
    // {
      attributes =
        attributes
        // {
          nativeBuildInputs =
            (attributes.nativeBuildInputs or [ ])
            ++ nativeBuildInputs
            ++ lib.optionals (foreign && hostPlatform.isLinux) [ autoPatchelfHook ];
          buildInputs =
            (attributes.buildInputs or [ ])
            ++ buildInputs
            ++ lib.optionals (foreign && hostPlatform.isLinux) [ stdenv.cc.cc.lib ];
          # Exported here, because not every version of the BEAM builders passes `env` on.
          postPatch =
            lib.concatMapStrings export (builtins.attrNames env)
            + lib.concatMapStrings settle sourceFolders
            + (attributes.postPatch or "");
        }
        // lib.optionalAttrs (checkouts != { } || make != null || cached != null) {
          # Not before the sources are copied to the output.
          preBuild =
            lib.concatMapStrings place (builtins.attrNames checkouts)
            + lib.optionalString (cached != null) takeCached
            + lib.optionalString (artifact != null) takeArtifact
            + lib.optionalString (make != null && artifact == null) compileByMake;
        }
        // lib.optionalAttrs (env ? ELIXIR_MAKE_CACHE_DIR) { postBuild = copyLinkedPriv; }
        // lib.optionalAttrs (nativeBuildInputs != [ ]) {
          # The package's own build runs these; their hooks would put other phases in its place.
          dontUseCmakeConfigure = true;
          dontUseMesonConfigure = true;
          dontUseNinjaBuild = true;
          dontUseNinjaCheck = true;
          dontUseNinjaInstall = true;
        }
        // lib.optionalAttrs (buildPlugins != [ ]) { inherit buildPlugins; };
    };

  modulesOf =
    dependencies: lib.concatMap (dependency: dependency.modules) (builtins.attrValues dependencies);

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
      names = map (nif: moduleName nif.module) (builtins.filter (nif: nif.library or "" != null) modules);
    in
    runCommand "${release.pname or release.name}-nif-load-check"
      {
        nativeBuildInputs = [ beamPackages.erlang ];
        # In `env`, since a package set may be configured to structure attributes, and exports no others then.
        env.modules = lib.concatStringsSep "\n" names;
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
    buildCrates
    mixProject
    mixConfig
    rustlerDependency
    prebuiltDependency
    repackedDependency
    forcedDependency
    modulesOf
    fetchPrivateHex
    plainDependency
    placeSource
    withInputs
    nodeManagerProgram
    nodeModules
    loadCheck
    ;
}
