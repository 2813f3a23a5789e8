import type { Code } from "../code-entry.ts";

/** NN95x and NN96x: compiled libraries. `{policy}` is the title of a system, or "this BEAM". */
export const inspectCodes = {
  "library-unreadable": {
    number: "NN950",
    severity: "error",
    message: "it cannot be inspected: {reason}",
    help: "Name a library (.so, .dylib), a release, a store path, an archive of RustlerPrecompiled or elixir_make (.tar.gz), or a Hex package (.tar).",
  },
  "library-other-machine": {
    number: "NN951",
    severity: "error",
    message: "the library is for {built}; {policy} is {wants}",
    help: "Build it for the system and the machine of the BEAM that loads it, or take the artifact that is published for that target.",
    several: { by: "policy", message: "the library is for {built}, which these are not: {names}" },
  },
  "library-needs-library": {
    number: "NN952",
    severity: "error",
    message: "{needed} is needed{where} and is not found on {policy}",
    help: "Install the package that brings it, put the library beside this one and give this one the RUNPATH $ORIGIN, or link it statically.",
    several: { by: "policy", message: "{needed} is needed{where} and is not found on: {names}" },
  },
  "library-needs-version": {
    number: "NN953",
    severity: "error",
    message: "{version} of {needed} is asked for by {symbols}; {policy} has {has}",
    help: "Build it on a system that is as old as the oldest one it shall run on, or against an older glibc (cargo zigbuild --target x86_64-unknown-linux-gnu.2.17).",
  },
  "library-other-libc": {
    number: "NN954",
    severity: "error",
    message: "the library is bound to {built} (it needs {sign}); {policy} has {has}",
    help: "Build it for the C library of the BEAM that loads it: the target ends with -gnu for glibc, with -musl for Alpine and other systems with musl.",
    several: {
      by: "policy",
      message: "the library is bound to {built} (it needs {sign}), and these have {has}: {names}",
    },
  },
  "library-no-init": {
    number: "NN955",
    severity: "error",
    message: "the library exports no function nif_init{others}, so that {policy} finds no NIFs in it",
    help: "Call rustler::init! or ERL_NIF_INIT in it, once, and build the crate as the package that cargo is asked for; RUSTLER_PRIMARY_NIF_INIT=1 has Rustler 0.37 export nif_init elsewhere, too.",
    several: {
      by: "policy",
      message: "the library exports no function nif_init{others}, so that no BEAM finds NIFs in it ({names})",
    },
  },
  "library-nif-version": {
    number: "NN956",
    severity: "error",
    message: "the library asks for {version} ({why}); {policy} has {has} and {what}",
    help: "Run it on {otp}, or build it for an older NIF version: in Rustler by the crate's feature nif_version_2_15.",
  },
  "library-other-module": {
    number: "NN957",
    severity: "error",
    message: "the library was written for {module}; {problem}",
    help: "Give rustler::init! or ERL_NIF_INIT the name of the module that loads the library, with Elixir. before it.",
  },
  "library-unknown-function": {
    number: "NN958",
    severity: "error",
    message:
      "the library brings {functions}, and {module} defines no such function, so that the VM refuses the library",
    help: "Add a stub for each to the module, with the same name and the same number of arguments, or remove the function from the library.",
  },
  "library-lacks-functions": {
    number: "NN959",
    severity: "warning",
    message: "{module} waits for {functions}, which the library does not bring: a call of them raises an error",
    help: "Write the functions in the library, or remove the stubs. The library may be older than the module.",
  },
  "library-undefined-symbol": {
    number: "NN960",
    severity: "error",
    message: "nothing that {policy} loads defines {symbols}",
    help: "Link the library that defines them (it is missing among those that this one needs), or leave out what calls them.",
  },
  "library-musl-std": {
    number: "NN961",
    severity: "error",
    message: "Rust's standard library for musl is linked to glibc in it: it loads on {policy} and works wrongly",
    help: "Build it for x86_64-unknown-linux-gnu, or link it with a compiler for musl: the target *-linux-musl must not be linked by the cc of a system with glibc.",
    several: {
      by: "policy",
      message: "Rust's standard library for musl is linked to glibc in it: it loads and works wrongly ({names})",
    },
  },
  "library-keeps-compiler": {
    number: "NN962",
    severity: "warning",
    message: "the library names {references}, which stays in the closure of everything that holds the library",
    help: "Strip the library, build it with --remap-path-prefix, or remove the reference in the build: remove-references-to -t of nixpkgs.",
  },
  "library-not-shared": {
    number: "NN963",
    severity: "error",
    message: "it is {what}, and {policy} loads only shared libraries",
    help: 'Build a shared library: crate-type = ["cdylib"] in Cargo.toml, -shared -fPIC for a C compiler.',
    several: { by: "policy", message: "it is {what}, and a BEAM loads only shared libraries ({names})" },
  },
  "library-none": {
    number: "NN964",
    severity: "error",
    message: "there is no compiled library in it",
    help: "Name the folder or the archive that holds the library; a package that is compiled where it is used has none.",
  },
  "no-beam": {
    number: "NN965",
    severity: "error",
    message: "there is no BEAM in {path}, so that --policy beam has nothing to go by",
    help: "Name a BEAM for Linux: --beam with the file beam.smp, or with the folder of a release or of an installed Erlang (/usr/lib/erlang).",
  },
} as const satisfies Record<string, Code>;
