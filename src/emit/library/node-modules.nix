# nif2nix (MIT License): node_modules of one lock file.
{
  lib,
  stdenv,
  runtimeShell,
  runCommand,
  writeText,
  fetchurl,
  autoPatchelfHook,
}:
let
  inherit (stdenv) hostPlatform;

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
          shell = runtimeShell;
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
        strictDeps = true;
        nativeBuildInputs = [ nodejs ] ++ lib.optionals hostPlatform.isLinux [ autoPatchelfHook ];
        buildInputs = lib.optionals hostPlatform.isLinux [ (lib.getLib stdenv.cc.cc) ];
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

  # Shell: puts node_modules beside package.json, with the Node that lays them out, as files that tools may write to. Mix dependencies that they link to
  # become files of the project, too: a program that follows the link finds node_modules above them.
  # Paths are relative to `base`: where the build is, or a folder above for a front end beside the Mix project.
  placeNodeModules =
    nodejs: tree:
    let
      modules = nodeModules (tree // { inherit nodejs; });
      copy = target: source: ''
        mkdir -p -- "$(dirname -- ${lib.escapeShellArg target})"
        cp -rL --no-preserve=mode -- ${lib.escapeShellArg source} ${lib.escapeShellArg target}
      '';
    in
    ''
      (
      cd -- ${lib.escapeShellArg (tree.base or ".")}
    ''
    + lib.concatMapStrings (dependency: ''
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
    )
    + ''
      )
    '';
in
{
  inherit nodeModules placeNodeModules;
}
