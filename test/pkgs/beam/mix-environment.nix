# The environment variables that nixpkgs' hooks for Mix read, from the arguments of buildMix and mixRelease.
{ lib, stdenv }:
{
  mixEnv ? "prod",
  mixTarget ? "host",
  enableDebugInfo ? false,
  erlangCompilerOptions ? [ ],
  erlangDeterministicBuilds ? true,
  ...
}:
{
  ERL_COMPILER_OPTIONS = "[${
    lib.concatStringsSep "," (erlangCompilerOptions ++ lib.optional erlangDeterministicBuilds "deterministic")
  }]";
  HEX_OFFLINE = 1;
  LANG = if stdenv.hostPlatform.isLinux then "C.UTF-8" else "C";
  LC_CTYPE = if stdenv.hostPlatform.isLinux then "C.UTF-8" else "UTF-8";
  MIX_BUILD_PREFIX = (if mixTarget == "host" then "" else "${mixTarget}_") + mixEnv;
  MIX_DEBUG = if enableDebugInfo then 1 else 0;
  MIX_ENV = mixEnv;
  MIX_TARGET = mixTarget;
}
