/**
 * Programs that a Makefile may start beyond those of the standard environment (the nixpkgs manual, "The Standard
 * Environment"), and the packages of nixpkgs that have them.
 */
export const programs: Readonly<Record<string, readonly string[]>> = {
  aclocal: ["autoconf", "automake", "libtool"],
  autoconf: ["autoconf", "automake", "libtool"],
  "autogen.sh": ["autoconf", "automake", "libtool"],
  autoreconf: ["autoconf", "automake", "libtool"],
  automake: ["autoconf", "automake", "libtool"],
  bison: ["bison"],
  clang: ["clang"],
  "clang++": ["clang"],
  cmake: ["cmake"],
  flex: ["flex"],
  gfortran: ["gfortran"],
  gperf: ["gperf"],
  libtoolize: ["autoconf", "automake", "libtool"],
  m4: ["m4"],
  meson: ["meson", "ninja"],
  nasm: ["nasm"],
  ninja: ["ninja"],
  perl: ["perl"],
  "pkg-config": ["pkg-config"],
  protoc: ["protobuf"],
  python: ["python3"],
  python3: ["python3"],
  ruby: ["ruby"],
  swig: ["swig"],
  unzip: ["unzip"],
  which: ["which"],
  xxd: ["unixtools.xxd"],
  yasm: ["yasm"],
  zig: ["zig"],
};

/** Programs that fetch from the network, which a build cannot do. `git` counts where it clones. */
export const downloaders: ReadonlySet<string> = new Set(
  "aria2c bazel cargo conan curl gem go hg npm pip pip3 pnpm rsync rustup svn vcpkg wget yarn".split(" "),
);
