{
  callPackage,
  release,
  ports ? [ ],
  shell ? false,
}:
(callPackage ./lib/image.nix { }).releaseImage {
  inherit release ports shell;
  env = {
    PHX_SERVER = "true";
  };
}
