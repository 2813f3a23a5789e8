# What generated files ask of `stdenv.hostPlatform`.
{ system, lib }:
let
  words = lib.splitString "-" system;
  cpu = builtins.elemAt words 0;
  isLinux = builtins.elemAt words 1 == "linux";
  triple = "${cpu}-${if isLinux then "unknown-linux-gnu" else "apple-darwin"}";
in
{
  inherit system isLinux;
  # lib/systems: by kernel and processor; there is one platform here.
  canExecute = other: other.system == system;
  config = triple;
  isDarwin = !isLinux;
  isMusl = false;
  isStatic = false;
  isGnu = isLinux;
  isWindows = false;
  isUnix = true;
  is64bit = true;
  isx86_64 = cpu == "x86_64";
  isAarch64 = cpu == "aarch64";
  parsed.cpu.name = cpu;
  extensions = {
    sharedLibrary = if isLinux then ".so" else ".dylib";
    staticLibrary = ".a";
    executable = "";
    library = if isLinux then ".so" else ".dylib";
  };
  rust = {
    rustcTarget = triple;
    rustcTargetSpec = triple;
    cargoShortTarget = triple;
    cargoEnvVarTarget = lib.concatStringsSep "_" (lib.splitString "-" (if cpu == "x86_64" then "X86_64-UNKNOWN-LINUX-GNU" else "AARCH64-UNKNOWN-LINUX-GNU"));
  };
}
