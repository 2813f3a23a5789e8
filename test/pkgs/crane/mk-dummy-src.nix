# The source without its code: lock and cargo's configuration as they are, of the manifests what dependencies are built by,
# an empty file for every target. Decided at evaluation, so that the derivation which builds the dependencies does not change
# with the code. Contract: crane's lib/mkDummySrc.nix and lib/filters/cargoTomlConservative.nix.
{ lib, pkgs }:
{
  src,
  cargoLock ? null,
  ...
}:
let
  root = "${src}";
  isKept = name: folder: name == "Cargo.toml" || name == "Cargo.lock" || (baseNameOf folder == ".cargo" && lib.elem name [ "config.toml" "config" ]);

  # Paths below the root ("" for the root itself) of the files that stay.
  keptBelow =
    folder:
    builtins.concatLists (
      lib.mapAttrsToList (
        name: type:
        let
          path = if folder == "" then name else "${folder}/${name}";
        in
        if type == "directory" then
          keptBelow path
        else
          lib.optional (isKept name folder) path
      ) (builtins.readDir (root + "/${folder}"))
    );
  files = keptBelow "";
  manifests = builtins.filter (path: baseNameOf path == "Cargo.toml") files;

  parsed = manifest: builtins.fromTOML (builtins.unsafeDiscardStringContext (builtins.readFile (root + "/${manifest}")));

  # What says nothing of how dependencies are built is left out, so that an edit of it builds none of them again. Each
  # package gets a build script at an address of its own: cargo looks at times, and the store has none.
  buildScript = builtins.toFile "build.rs" "pub fn main() {}\n";
  withoutTarget = target: removeAttrs target [ "test" "doctest" "bench" "doc" "plugin" "required-features" ];
  withoutPackage =
    package:
    removeAttrs package [
      "authors" "autobenches" "autobins" "autoexamples" "autotests" "build" "categories" "default-run" "description"
      "documentation" "exclude" "homepage" "include" "keywords" "license" "license-file" "links" "metadata" "publish" "readme"
      "repository" "rust-version"
    ]
    // {
      build = "${buildScript}";
    };
  cleaned =
    toml:
    let
      change = name: f: lib.optionalAttrs (toml ? ${name}) { ${name} = f toml.${name}; };
    in
    removeAttrs toml [ "badges" "lints" ]
    // change "package" withoutPackage
    // change "lib" withoutTarget
    // change "workspace" (workspace: removeAttrs workspace [ "lints" "metadata" ])
    // change "bin" (map withoutTarget)
    // change "test" (map withoutTarget)
    // change "bench" (map withoutTarget)
    // change "example" (map withoutTarget);

  # TOML of a set: a line for each attribute, all below it inline.
  toToml = toml: lib.concatMapStrings (name: "${quoted name} = ${inline toml.${name}}\n") (builtins.attrNames toml);
  quoted = builtins.toJSON;
  inline =
    value:
    if builtins.isAttrs value then
      "{ ${lib.concatMapStringsSep ", " (name: "${quoted name} = ${inline value.${name}}") (builtins.attrNames value)} }"
    else if builtins.isList value then
      "[ ${lib.concatMapStringsSep ", " inline value} ]"
    else
      builtins.toJSON value;

  # The targets of one manifest, relative to its folder.
  targets =
    manifest:
    let
      toml = parsed manifest;
      here = dirOf manifest;
      has = path: builtins.pathExists (root + "/${here}/${path}");
      declared = list: folder: map (target: target.path or "${folder}/${target.name}.rs") (toml.${list} or [ ]);
    in
    lib.optionals (toml ? package) (
      lib.optional (toml ? lib || has "src/lib.rs") (toml.lib.path or "src/lib.rs")
      ++ lib.optional (has "src/main.rs") "src/main.rs"
      ++ declared "bin" "src/bin"
      ++ declared "test" "tests"
      ++ declared "bench" "benches"
      ++ declared "example" "examples"
    );

  kept =
    path:
    if baseNameOf path == "Cargo.toml" then
      builtins.toFile "Cargo.toml" (toToml (cleaned (parsed path)))
    else
      builtins.toFile "kept" (builtins.unsafeDiscardStringContext (builtins.readFile (root + "/${path}")));

  # The name that the source unpacks to stays the same, and with it every path that cargo notes.
  name = builtins.unsafeDiscardStringContext (
    let
      parts = builtins.match "[a-z0-9]{32}-(.*)" (baseNameOf root);
    in
    if parts == null then baseNameOf root else builtins.head parts
  );
in
pkgs.runCommand name { } ''
  mkdir -p $out
  cd $out
  ${lib.concatMapStrings (path: ''
    mkdir -p ${lib.escapeShellArg (dirOf path)}
    cp --no-preserve=mode ${kept path} ${lib.escapeShellArg path}
  '') files}
  ${lib.concatMapStrings (
    manifest:
    lib.concatMapStrings (target: ''
      mkdir -p "$(dirname ${lib.escapeShellArg "${dirOf manifest}/${target}"})"
      echo 'pub fn main() {}' >${lib.escapeShellArg "${dirOf manifest}/${target}"}
    '') (targets manifest)
  ) manifests}
  ${lib.optionalString (cargoLock != null) "cp --no-preserve=mode ${cargoLock} Cargo.lock"}
''
