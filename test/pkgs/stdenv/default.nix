# The standard environment, from the programs of the machine: they are linked into the store under the names that nixpkgs'
# own initial path offers, so that a build which forgets an input fails here as it does there.
{ config, crossSystem, lib, libc, system, machine }:
let
  shell = "/bin/bash";
  # As nixpkgs names what was built on another machine.
  suffix = lib.optionalString (crossSystem != system) "-${platform.config}";

  linkFarm =
    name: script:
    derivation {
      inherit system;
      name = name + suffix;
      builder = shell;
      args = [
        "-e"
        "-c"
        ''
          # Which programs the machine has: ${machine.tools}. What is installed later makes another derivation.
          PATH=/usr/local/bin:/usr/bin:/bin
          mkdir -p $out/bin
          cd $out/bin
          ${script}
          # Bash becomes the last program of a text. Programs of coreutils close their output before they end, and Nix kills a builder
          # whose output is closed: it was by chance whether the build had failed.
          exit 0
        ''
      ];
    };

  programs = [
    # coreutils
    "[" "b2sum" "base32" "base64" "basename" "cat" "chmod" "chown" "cksum" "comm" "cp" "cut" "date" "dd" "dir" "dirname"
    "echo" "env" "expand" "expr" "factor" "false" "fmt" "fold" "head" "id" "install" "join" "link" "ln" "ls" "md5sum"
    "mkdir" "mkfifo" "mknod" "mktemp" "mv" "nl" "nproc" "numfmt" "od" "paste" "pathchk" "pr" "printenv" "printf" "pwd"
    "readlink" "realpath" "rm" "rmdir" "seq" "sha1sum" "sha256sum" "sha512sum" "shred" "shuf" "sleep" "sort" "split"
    "stat" "stdbuf" "stty" "sum" "sync" "tac" "tail" "tee" "test" "timeout" "touch" "tr" "true" "truncate" "tsort" "tty"
    "uname" "unexpand" "uniq" "unlink" "wc" "whoami" "yes"
    # findutils, diffutils, grep, sed, awk, tar, compression, make, patch, file, patchelf, bash
    "find" "xargs" "cmp" "diff" "diff3" "sdiff" "grep" "egrep" "fgrep" "sed" "awk" "tar" "gzip" "gunzip" "zcat" "bzip2"
    "bunzip2" "xz" "unxz" "make" "patch" "file" "patchelf" "bash" "sh"
  ];

  # The compiler and its tools.
  compilers = [
    "cc" "gcc" "c++" "g++" "cpp" "ld" "ar" "as" "nm" "objcopy" "objdump" "ranlib" "readelf" "size" "strings" "strip"
  ];

  quoted = lib.concatMapStringsSep " " (name: "'${name}'");

  # What nixpkgs' compiler is told before and after a caller's own words, unless `hardeningDisable` is set (build-support/cc-wrapper):
  # all symbols of a library are looked up when it is loaded, and format strings that are not literals are errors.
  hardening = {
    before = "-O2 -U_FORTIFY_SOURCE -Wformat -Wformat-security -Werror=format-security -fstack-protector-strong -fno-strict-overflow";
    after = "-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -Wl,-z,relro -Wl,-z,now";
  };

  # Links, as in nixpkgs: phases start some hundred of these, and a script in between would double what each start costs. Compilers are
  # started through a script, because gcc looks for its parts beside the name it was called by.
  initialPath = linkFarm "stand-in-tools" ''
    for program in ${quoted programs}; do
      found="$(type -P "$program" || true)"
      [ -z "$found" ] || ln -s "$found" "$program"
    done
    for program in ${quoted compilers}; do
      found="$(type -P "$program" || true)"
      [ -n "$found" ] || continue
      printf '#!/bin/bash\nexec -a "%s" "%s" "$@"\n' "$found" "$found" >"$program"
      case "$program" in
        cc | gcc | c++ | g++)
          sed -i '2i [ -n "''${hardeningDisable-}" ] || set -- ${hardening.before} "$@" ${hardening.after}' "$program"
          ;;
      esac
      chmod +x "$program"
    done
  '';

  platform = import ./platform.nix { inherit lib libc; system = crossSystem; };
  buildPlatform = import ./platform.nix { inherit lib libc system; };

  mkDerivation = import ./mk-derivation.nix {
    inherit
      config
      lib
      system
      shell
      suffix
      initialPath
      ;
  };
in
{
  inherit mkDerivation shell initialPath linkFarm;
  inherit (platform) isLinux isDarwin isx86_64 isAarch64;
  hostPlatform = platform;
  inherit buildPlatform;
  targetPlatform = platform;
  cc = {
    outPath = "${initialPath}";
    targetPrefix = "";
    cc.lib = "/usr/lib";
    libc = "/usr/lib";
    bintools.dynamicLinker = "/lib64/ld-linux-x86-64.so.2";
  };
}
