# Fetchers: fixed-output derivations that nobody can build here, since the sandbox has no network. A test puts the file
# into the store beforehand under the same name and hash (nix-store --add-fixed), which is all that Nix asks for.
# What a server on loopback has is fetched for real, by Nix itself.
{ lib, stdenv }:
let
  fixed =
    {
      name,
      url,
      hash,
      mode,
      executable ? false,
    }:
    let
      sri = lib.any (algorithm: lib.hasPrefix "${algorithm}-" hash) [ "sha1" "sha256" "sha512" ];
    in
    assert lib.assertMsg (sri || builtins.match "[0-9a-f]{64}|[0-9a-z]{52}" hash != null) "${name}: ${hash} is no SHA-256 hash";
    stdenv.mkDerivation {
      inherit name;
      outputHashMode = mode;
      outputHash = hash;
      outputHashAlgo = if sri then null else "sha256";
      preferLocalBuild = true;
      passthru = { inherit url; };
      buildCommand = ''
        echo ${lib.escapeShellArg "cannot fetch ${url}: the sandbox has no network and the test has not put ${name} into the store"} >&2
        exit 1
      '';
    };

  fromForge =
    function: defaults:
    {
      owner,
      repo,
      tag ? null,
      rev ? null,
      hash ? "",
      name ? "source",
      fetchSubmodules ? false,
      passthru ? { },
      meta ? { },
      ...
    }@args:
    let
      unknown = builtins.attrNames (
        removeAttrs args (
          builtins.attrNames defaults
          ++ [
            "owner"
            "repo"
            "tag"
            "rev"
            "hash"
            "name"
            "fetchSubmodules"
            "passthru"
            "meta"
          ]
        )
      );
      host = builtins.head (builtins.attrValues (defaults // builtins.intersectAttrs defaults args));
    in
    assert lib.assertMsg ((tag == null) != (rev == null)) "${function} requires one of either `rev` or `tag` to be provided (not both).";
    assert lib.assertMsg (unknown == [ ]) "${function} knows no ${toString unknown}";
    assert lib.assertMsg (hash != "") "${function}: a hash has to be given";
    fixed {
      inherit name hash;
      url = "https://${host}/${owner}/${repo}/archive/${if tag != null then "refs/tags/${tag}" else rev}.tar.gz";
      mode = "recursive";
    }
    // {
      inherit owner repo tag;
      rev = if tag != null then "refs/tags/${tag}" else rev;
    };

  fromLoopback =
    { name, url, hash }:
    derivation {
      inherit name url;
      system = "builtin";
      builder = "builtin:fetchurl";
      executable = false;
      unpack = false;
      outputHashMode = "flat";
      outputHashAlgo = "sha256";
      outputHash = hash;
      preferLocalBuild = true;
    };
in
{
  fetchurl =
    {
      url ? builtins.head urls,
      urls ? [ ],
      name ? baseNameOf url,
      sha256 ? "",
      hash ? "",
      curlOpts ? "",
      netrcPhase ? null,
      netrcImpureEnvVars ? [ ],
      postFetch ? "",
      passthru ? { },
      meta ? { },
      ...
    }:
    if lib.hasPrefix "http://127.0.0.1:" url then
      fromLoopback {
        inherit name url;
        hash = if hash != "" then hash else sha256;
      }
    else
      fixed {
        inherit name url;
        hash = if hash != "" then hash else sha256;
        mode = "flat";
      };

  # The archive of a repository at a tag or a commit, unpacked. Arguments that the real ones do not know are errors.
  fetchFromGitHub = fromForge "fetchFromGitHub" { githubBase = "github.com"; };
  fetchFromGitLab = fromForge "fetchFromGitLab" { domain = "gitlab.com"; };
  fetchFromCodeberg = fromForge "fetchFromCodeberg" { domain = "codeberg.org"; };

  fetchzip =
    {
      url,
      name ? "source",
      hash,
      stripRoot ? true,
      passthru ? { },
      meta ? { },
    }:
    fixed {
      inherit name url hash;
      mode = "recursive";
    };

  fetchgit =
    {
      url,
      tag ? null,
      rev ? tag,
      name ? "${lib.removeSuffix ".git" (baseNameOf url)}-${builtins.substring 0 7 rev}",
      sha256 ? "",
      hash ? "",
      fetchSubmodules ? true,
      sparseCheckout ? [ ],
      ...
    }:
    fixed {
      inherit name url;
      hash = if hash != "" then hash else sha256;
      mode = "recursive";
    };
}
