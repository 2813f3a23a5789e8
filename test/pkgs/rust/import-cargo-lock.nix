# `rustPlatform.importCargoLock`: a folder with every crate of a Cargo.lock, as cargo's directory source wants it.
{ lib, pkgs }:
{
  lockFile ? null,
  lockFileContents ? builtins.readFile lockFile,
  outputHashes ? { },
  allowBuiltinFetchGit ? false,
  extraRegistries ? { },
}:
let
  lock = builtins.fromTOML lockFileContents;
  crates = builtins.filter (crate: crate ? source) (lock.package or [ ]);
  isGit = crate: lib.hasPrefix "git+" crate.source;
  nameVersion = crate: "${crate.name}-${crate.version}";

  git =
    crate:
    let
      parts = builtins.match "git\\+([^?#]+)(\\?(rev|tag|branch)=([^#]*))?#(.*)" crate.source;
    in
    {
      url = builtins.elemAt parts 0;
      kind = builtins.elemAt parts 2;
      value = builtins.elemAt parts 3;
      rev = builtins.elemAt parts 4;
    };

  # One hash serves every crate of the same revision.
  revOfHash =
    key:
    let
      owner = lib.filter (crate: isGit crate && nameVersion crate == key) crates;
    in
    if owner == [ ] then
      throw "A hash was specified for ${key}, but there is no corresponding git dependency."
    else
      (git (builtins.head owner)).rev;
  hashOfRev = lib.mapAttrs' (key: hash: lib.nameValuePair (revOfHash key) hash) outputHashes;

  # In locks of version 1 the checksums stand in a table of their own.
  checksumOf = crate: crate.checksum or lock.metadata."checksum ${crate.name} ${crate.version} (${crate.source})";

  registryCrate =
    crate:
    let
      checksum = checksumOf crate;
      tarball = pkgs.fetchurl {
        name = "crate-${crate.name}-${crate.version}.tar.gz";
        url = "https://static.crates.io/crates/${crate.name}/${crate.version}/download";
        sha256 = checksum;
      };
    in
    pkgs.runCommand (nameVersion crate) { } ''
      mkdir $out
      tar -xf ${tarball} -C $out --strip-components=1
      printf '{"files":{},"package":"%s"}' ${checksum} >$out/.cargo-checksum.json
    '';

  gitCrate =
    crate:
    let
      source = git crate;
      tree =
        if hashOfRev ? ${source.rev} then
          pkgs.fetchgit {
            inherit (source) url rev;
            sha256 = hashOfRev.${source.rev};
          }
        else if allowBuiltinFetchGit then
          builtins.fetchGit {
            inherit (source) url rev;
            allRefs = true;
            submodules = true;
          }
        else
          throw "No hash was found while vendoring the git dependency ${nameVersion crate}. You can add a hash through the `outputHashes` argument of `importCargoLock`.";
    in
    pkgs.runCommand (nameVersion crate) { } ''
      manifest="$(grep -rlZ --include=Cargo.toml '^name *= *"${crate.name}"' ${tree} | head -zn1 | tr -d '\0')"
      [ -n "$manifest" ] || { echo "no crate ${crate.name} in ${tree}" >&2; exit 1; }
      cp -rL "$(dirname "$manifest")" $out
      chmod -R u+w $out
      printf '{"files":{},"package":null}' >$out/.cargo-checksum.json
    '';

  gitSources = lib.unique (
    map (
      crate:
      let
        source = git crate;
      in
      ''
        [source."${lib.removePrefix "git+" (builtins.head (builtins.split "#" crate.source))}"]
        git = "${source.url}"
        ${lib.optionalString (source.kind != null) ''${source.kind} = "${source.value}"''}
        replace-with = "vendored-sources"
      ''
    ) (builtins.filter isGit crates)
  );
in
assert lib.assertMsg (extraRegistries == { }) "the stand-in knows no registries but crates.io";
builtins.deepSeq hashOfRev (
  pkgs.runCommand "cargo-vendor-dir"
    {
      config = ''
        [source.crates-io]
        replace-with = "vendored-sources"

        [source.vendored-sources]
        directory = "@vendor@"

        ${lib.concatStrings gitSources}
      '';
      inherit lockFileContents;
      passAsFile = [
        "config"
        "lockFileContents"
      ];
    }
    ''
      mkdir -p $out/.cargo
      cp "$lockFileContentsPath" $out/Cargo.lock
      cp "$configPath" $out/.cargo/config.toml
      ${lib.concatMapStrings (crate: ''
        ln -s ${if isGit crate then gitCrate crate else registryCrate crate} $out/${nameVersion crate}
      '') crates}
    ''
)
