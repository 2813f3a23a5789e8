# A folder with a config.toml and, for each registry and git source of a Cargo.lock, a folder of its crates.
# Checksums are those beside the packages (lock version 2 and later), as in crane.
{ lib, pkgs }:
{
  src ? null,
  cargoLock ? src + "/Cargo.lock",
  cargoLockContents ? builtins.readFile cargoLock,
  outputHashes ? { },
  ...
}:
let
  lock = builtins.fromTOML cargoLockContents;
  packages = lock.package or [ ];
  sourceHash = builtins.hashString "sha256";

  registry = "registry+https://github.com/rust-lang/crates.io-index";
  fromRegistry = builtins.filter (crate: crate ? checksum && crate.source or "" == registry) packages;
  unknown = builtins.filter (
    crate: crate ? source && crate.source != registry && !(lib.hasPrefix "git+" crate.source)
  ) packages;
  fromGit = map (crate: crate // { source = decode crate.source; }) (
    builtins.filter (crate: lib.hasPrefix "git+" (crate.source or "")) packages
  );
  # Lock version 4 percent-encodes what stands in the query of a source.
  decode = builtins.replaceStrings [ "%2F" "%2B" "%40" "%23" "%3A" "%25" ] [ "/" "+" "@" "#" ":" "%" ];

  registryCrate =
    crate:
    pkgs.runCommand "cargo-package-${crate.name}-${crate.version}" { } ''
      mkdir $out
      tar -xzf ${
        pkgs.fetchurl {
          name = "cargo-src-${crate.name}-${crate.version}";
          url = "https://static.crates.io/crates/${crate.name}/${crate.version}/download";
          sha256 = crate.checksum;
        }
      } -C $out --strip-components=1 --no-same-owner
      printf '{"files":{},"package":"%s"}' ${crate.checksum} >$out/.cargo-checksum.json
    '';

  git =
    source:
    let
      parts = builtins.match "git\\+([^?#]+)(\\?([^#]*))?#(.*)" source;
      query = builtins.elemAt parts 2;
    in
    {
      url = builtins.elemAt parts 0;
      rev = builtins.elemAt parts 3;
      parameters = if query == null then [ ] else lib.splitString "&" query;
      id = lib.removePrefix "git+" (builtins.head (lib.splitString "#" source));
    };

  # Hashes are looked up by the source as it stands in the lock; without one the revision alone is trusted.
  checkout =
    crate:
    let
      source = git crate.source;
    in
    if outputHashes ? ${crate.source} then
      pkgs.fetchgit {
        inherit (source) url rev;
        hash = outputHashes.${crate.source};
      }
    else
      builtins.fetchGit {
        inherit (source) url rev;
        submodules = true;
        allRefs = true;
      };

  gitCrate =
    crate:
    pkgs.runCommand "cargo-git-${crate.name}-${crate.version}" { } ''
      manifest="$(grep -rlZ --include=Cargo.toml '^name *= *"${crate.name}"' ${checkout crate} | head -zn1 | tr -d '\0')"
      [ -n "$manifest" ] || { echo "no crate ${crate.name} in ${checkout crate}" >&2; exit 1; }
      cp -rL "$(dirname "$manifest")" $out
      chmod -R u+w $out
      printf '{"files":{},"package":null}' >$out/.cargo-checksum.json
    '';

  folder =
    name: crateOf: crates:
    pkgs.runCommand name { } (
      "mkdir -p $out\n"
      + lib.concatMapStrings (crate: "ln -s ${crateOf crate} $out/${crate.name}-${crate.version}\n") crates
    );

  gitSources = lib.unique (map (crate: (git crate.source).id) fromGit);
  cratesOf = id: builtins.filter (crate: (git crate.source).id == id) fromGit;

  gitConfig =
    id:
    let
      source = git (builtins.head (cratesOf id)).source;
      folderOf = folder "vendor-git" gitCrate (cratesOf id);
    in
    ''
      [source.nix-sources-${sourceHash id}]
      directory = "${folderOf}"
      [source."${id}"]
      replace-with = "nix-sources-${sourceHash id}"
      git = "${source.url}"
      ${lib.concatMapStringsSep "\n" (
        parameter:
        let
          pair = lib.splitString "=" parameter;
        in
        ''${builtins.head pair} = "${lib.last pair}"''
      ) source.parameters}
    '';
in
assert lib.assertMsg (unknown == [ ]) "the stand-in knows no registries but crates.io";
pkgs.runCommand "vendor-cargo-deps"
  {
    config =
      lib.optionalString (fromRegistry != [ ]) ''
        [source.nix-sources-${sourceHash registry}]
        directory = "${folder "vendor-registry" registryCrate fromRegistry}"
        [source.crates-io]
        registry = "https://github.com/rust-lang/crates.io-index"
        replace-with = "nix-sources-${sourceHash registry}"
      ''
      + lib.concatMapStrings gitConfig gitSources;
    passAsFile = [ "config" ];
  }
  ''
    mkdir -p $out
    cp "$configPath" $out/config.toml
  ''
