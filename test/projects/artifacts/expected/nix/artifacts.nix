{
  callPackage,
  release,
  glibc ? "2.17",
  variants ? { },
}:
(callPackage ./lib/artifacts.nix { }).nifArtifacts {
  name = "own-artifacts-1.3.0";
  inherit glibc variants;
  modules = [
    {
      module = "Own";
      crate = release.crates.own_nif;
      basename = "own_nif";
      version = "1.3.0";
      libName = "own_nif";
      variants = {
        x86_64-unknown-linux-gnu = [ "legacy_cpus" ];
      };
      nifVersions = {
        "2.15" = {
          features = [ "nif_version_2_15" ];
        };
        "2.16" = {
          features = [ "nif_version_2_16" ];
        };
      };
    }
    {
      module = "Side";
      crate = release.crates.side_nif;
      basename = "side_nif";
      version = "0.2.0";
      libName = "side_nif";
      nifVersions = {
        "2.15" = { };
      };
    }
  ];
}
