# The source without its code: manifests, lock and cargo's configuration as they are, an empty file for every target.
# Decided at evaluation, so that the derivation which builds the dependencies does not change with the code.
{ lib, pkgs }:
{
  src,
  cargoLock ? null,
  ...
}:
let
  root = "${src}";
  kept = name: folder: name == "Cargo.toml" || name == "Cargo.lock" || (baseNameOf folder == ".cargo" && lib.elem name [ "config.toml" "config" ]);

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
          lib.optional (kept name folder) path
      ) (builtins.readDir (root + "/${folder}"))
    );
  files = keptBelow "";
  manifests = builtins.filter (path: baseNameOf path == "Cargo.toml") files;

  # The targets of one manifest, relative to its folder.
  targets =
    manifest:
    let
      toml = builtins.fromTOML (builtins.unsafeDiscardStringContext (builtins.readFile (root + "/${manifest}")));
      here = dirOf manifest;
      has = path: builtins.pathExists (root + "/${here}/${path}");
      declared = list: folder: map (target: target.path or "${folder}/${target.name}.rs") (toml.${list} or [ ]);
      build = toml.package.build or (if has "build.rs" then "build.rs" else false);
    in
    lib.optionals (toml ? package) (
      lib.optional (toml ? lib || has "src/lib.rs") (toml.lib.path or "src/lib.rs")
      ++ lib.optional (has "src/main.rs") "src/main.rs"
      ++ lib.optional (builtins.isString build) build
      ++ declared "bin" "src/bin"
      ++ declared "test" "tests"
      ++ declared "bench" "benches"
      ++ declared "example" "examples"
    );

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
    cp --no-preserve=mode ${builtins.toFile "kept" (builtins.unsafeDiscardStringContext (builtins.readFile (root + "/${path}")))} ${lib.escapeShellArg path}
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
