import type { BuiltFor } from "./library.ts";

/** What a system brings, against which a library is judged. */
export interface Policy {
  readonly name: string;
  readonly title: string;
  /** Where the facts are from. */
  readonly source: string;
  readonly system: "Linux" | "macOS";
  /** Machines that the system is there for. */
  readonly machines: readonly string[];
  /** Which C library it has; for some machines another one. */
  readonly libc?: "glibc" | "musl";
  readonly libcOf?: Readonly<Record<string, "glibc" | "musl">>;
  /** The highest version of each family that its libraries have. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Libraries that a system with Erlang has. */
  readonly libraries: readonly RegExp[];
}

/** Of libc6, libgcc-s1, libstdc++6 and zlib1g, in Debian's names; auditwheel's policies allow the same (policy.json of 6.8). */
const glibcLibraries = [
  /^lib(?:c|m)\.so\.6$/,
  /^lib(?:pthread|nss_\w+)\.so\.\d$/,
  /^lib(?:dl|resolv)\.so\.2$/,
  /^lib(?:rt|util|anl|z)\.so\.1$/,
  /^libgcc_s\.so\.1$/,
  /^libstdc\+\+\.so\.6$/,
  /^ld-linux[\w-]*\.so\.\d$/,
  /^ld(?:64)?\.so\.\d$/,
];

/** musl's own, by its names; libgcc and libstdc++ come with Alpine's erlang, whose JIT is made with them. */
const muslLibraries = [
  /^libc\.so$/,
  /^libc\.musl-\w+\.so\.1$/,
  /^ld-musl-\w+\.so\.1$/,
  // musl's loader serves these names itself (ldso/dynlink.c, "reserved").
  /^lib(?:c|pthread|rt|m|dl|util|xnet)\.so(?:\.\d+)?$/,
  /^libgcc_s\.so\.1$/,
  /^libstdc\+\+\.so\.6$/,
];

const pep600 =
  "highest symbol versions of the distribution's own packages: mayeut/pep600_compliance, cache/*, 2026-08-04";
const common = ["x86_64", "aarch64"];

/** The systems that are known, each with its source. `beam`, the VM at hand, is judged by what lies there, not by a table. */
export const policies: readonly Policy[] = [
  {
    name: "debian-11",
    title: "Debian 11",
    source: pep600,
    system: "Linux",
    machines: [...common, "arm", "i386", "powerpc64", "s390x", "mips"],
    libc: "glibc",
    versions: { GLIBC: "2.31", GLIBCXX: "3.4.28", CXXABI: "1.3.12", GCC: "7.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "debian-12",
    title: "Debian 12",
    source: pep600,
    system: "Linux",
    machines: [...common, "arm", "i386", "powerpc64", "s390x", "mips"],
    libc: "glibc",
    versions: { GLIBC: "2.36", GLIBCXX: "3.4.30", CXXABI: "1.3.13", GCC: "12.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "debian-13",
    title: "Debian 13",
    source: pep600,
    system: "Linux",
    machines: [...common, "arm", "i386", "powerpc64", "s390x", "riscv64"],
    libc: "glibc",
    versions: { GLIBC: "2.41", GLIBCXX: "3.4.33", CXXABI: "1.3.15", GCC: "14.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "ubuntu-22.04",
    title: "Ubuntu 22.04",
    source: pep600,
    system: "Linux",
    machines: [...common, "arm", "powerpc64", "s390x", "riscv64"],
    libc: "glibc",
    versions: { GLIBC: "2.35", GLIBCXX: "3.4.30", CXXABI: "1.3.13", GCC: "12.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "ubuntu-24.04",
    title: "Ubuntu 24.04",
    source: pep600,
    system: "Linux",
    machines: [...common, "arm", "powerpc64", "s390x", "riscv64"],
    libc: "glibc",
    versions: { GLIBC: "2.39", GLIBCXX: "3.4.33", CXXABI: "1.3.15", GCC: "14.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "rhel-9",
    title: "Red Hat Enterprise Linux 9",
    source: pep600,
    system: "Linux",
    machines: [...common, "powerpc64", "s390x"],
    libc: "glibc",
    versions: { GLIBC: "2.34", GLIBCXX: "3.4.29", CXXABI: "1.3.13", GCC: "7.0.0" },
    libraries: glibcLibraries,
  },
  {
    name: "alpine",
    title: "Alpine Linux",
    source: "musl's loader, ldso/dynlink.c; versions of symbols are not looked at",
    system: "Linux",
    machines: [...common, "arm", "i386", "powerpc64", "s390x", "riscv64", "loongarch64"],
    libc: "musl",
    libraries: muslLibraries,
  },
  {
    name: "nerves",
    title: "Nerves",
    source:
      "nerves-project/toolchains, configs/toolchain_versions.exs (GCC 15.2, glibc 2.42, musl 1.2.5); nerves_system_x86_64 is made with musl; libstdc++'s ABI history for GCC 15",
    system: "Linux",
    machines: ["arm", "aarch64", "riscv64", "x86_64", "i386", "mips"],
    libc: "glibc",
    libcOf: { x86_64: "musl", mips: "musl" },
    versions: { GLIBC: "2.42", GLIBCXX: "3.4.34", CXXABI: "1.3.16", GCC: "14.0.0" },
    libraries: [...glibcLibraries, ...muslLibraries],
  },
  {
    name: "darwin",
    title: "macOS",
    source: "dyld: libraries of the system come from its shared cache and lie in /usr/lib and /System/Library",
    system: "macOS",
    machines: common,
    libraries: [/^\/usr\/lib\//, /^\/System\/Library\//],
  },
];

/** Which C library a system has on a machine. */
export function libcUnder(policy: Policy, { machine }: BuiltFor): "glibc" | "musl" | undefined {
  return policy.libcOf?.[machine] ?? policy.libc;
}
