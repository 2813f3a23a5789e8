# `closureInfo { rootPaths }`: what a path needs at run time, as lines of the file `registration`.
# Contract: nixpkgs, pkgs/build-support/closure-info.nix.
{ jq, stdenv }:
{ rootPaths }:
stdenv.mkDerivation {
  name = "closure-info";
  __structuredAttrs = true;
  exportReferencesGraph.closure = rootPaths;
  nativeBuildInputs = [ jq ];
  buildCommand = ''
    mkdir -p "$out"
    # Nix before 2.9 names this file by its path outside of the sandbox.
    graph="$NIX_BUILD_TOP/.attrs.json"
    jq -r '.closure | map(.narSize) | add' "$graph" >"$out/total-nar-size"
    jq -r '.closure | sort_by(.path)[] | (.path, .narHash, .narSize, "", (.references | length), .references[])' "$graph" >"$out/registration"
    jq -r '.closure[].path' "$graph" >"$out/store-paths"
  '';
}
