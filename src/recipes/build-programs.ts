/**
 * Programs that a build of mixRelease finds in its PATH: stdenv's initialPath (nixpkgs pkgs/stdenv/generic/common-path.nix) and
 * mixRelease's own (pkgs/development/beam-modules/mix-release.nix). Of the packages with many programs those that
 * scripts call.
 */
export const buildPackages: Readonly<Record<string, string>> = {
  coreutils:
    "basename cat chmod chown cksum comm cp cut date dd dirname echo env expr false head hostid id install join link ln ls md5sum mkdir mkfifo mktemp mv nice nl nproc od paste printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sha512sum shuf sleep sort split stat sync tac tail tee test timeout touch tr true truncate tty uname uniq unlink wc whoami yes",
  findutils: "find xargs",
  diffutils: "cmp diff diff3",
  gnused: "sed",
  gnugrep: "grep egrep fgrep",
  gawk: "awk gawk",
  gnutar: "tar",
  gzip: "gzip gunzip zcat",
  bzip2: "bzip2 bunzip2",
  xz: "xz unxz",
  gnumake: "make",
  bash: "bash sh",
  patch: "patch",
  file: "file",
  cc: "cc c++ ar ld strip ranlib nm",
  git: "git",
  ripgrep: "rg",
  erlang: "erl erlc escript",
  elixir: "elixir elixirc iex mix",
};

/** Their names. */
export const buildPrograms: ReadonlySet<string> = new Set(
  Object.values(buildPackages).flatMap((programs) => programs.split(" ")),
);
