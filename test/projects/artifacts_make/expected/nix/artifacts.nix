{
  callPackage,
  release,
  glibc ? "2.17",
}:
(callPackage ./lib/make-artifacts.nix { }).makeArtifacts {
  name = "made_library-artifacts-0.4.0";
  inherit release glibc;
  projects = [
    {
      app = "made_library";
      nifVersions = [
        "2.15"
        "2.16"
        "2.14"
      ];
    }
  ];
}
