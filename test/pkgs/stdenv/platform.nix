# What generated files ask of `stdenv.hostPlatform`.
{ system, lib, libc }:
let
  words = lib.splitString "-" system;
  cpu = builtins.elemAt words 0;
  isLinux = builtins.elemAt words 1 == "linux";
  triple = "${cpu}-${if isLinux then "unknown-linux-${libc}" else "apple-darwin"}";
in
{
  inherit system isLinux;
  # lib/systems: by kernel and processor; there is one platform here.
  canExecute = other: other.system == system;
  config = triple;
  isDarwin = !isLinux;
  isMusl = isLinux && libc == "musl";
  isStatic = false;
  isGnu = isLinux && libc == "gnu";
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
    cargoEnvVarTarget = builtins.replaceStrings [ "-" "x86_64" "aarch64" "unknown" "linux" "gnu" "musl" "apple" "darwin" ] [ "_" "X86_64" "AARCH64" "UNKNOWN" "LINUX" "GNU" "MUSL" "APPLE" "DARWIN" ] triple;
  };
}
