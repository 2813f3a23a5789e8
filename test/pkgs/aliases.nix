# Names that nixpkgs keeps for a while as aliases of others (pkgs/top-level/aliases.nix): of those that are about the BEAM, Rust, Node and C
# libraries the ones that files written by hand still have. With `config.allowAliases = false` nixpkgs has none of them, and whoever
# takes one is told here which.
{
  allowed,
  pkgs,
}:
let
  to = {
    fetchFromGithub = "fetchFromGitHub";
    nixfmt-rfc-style = "nixfmt";
    nodejs_latest = "nodejs_26";
    pkgconfig = "pkg-config";
    tailwindcss = "tailwindcss_3";
    utillinux = "util-linux";
  };
  ofSet = {
    libX11 = "libx11";
    libxcb = "libxcb";
  };
  refuse = name: throw "${name} is an alias, and aliases are not allowed";
in
builtins.mapAttrs (name: now: if allowed then pkgs.${now} else refuse name) to
// {
  xorg = builtins.mapAttrs (name: now: if allowed then pkgs.${now} else refuse "xorg.${name}") ofSet;
}
