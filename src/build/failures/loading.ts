import type { KnownFailure } from "./failure.ts";

const FAILED = "Failed to load NIF library";
const WANTS_MUSL = "The library was built for musl, and the BEAM that loads it runs on glibc.";
const FOR_GLIBC =
  "Build it for the libc of that BEAM: without `target:`, in the same package set. `nif2nix inspect FILE` says what a library is for.";

/**
 * A library that does not load. The BEAM's words: erl_nif.c of OTP 25 to 27; inside of them are the loader's: glibc, musl, dyld.
 * The on_load of a module is run while Mix compiles, too, where a failure is a warning.
 */
export const loadingFailures: readonly KnownFailure[] = [
  {
    name: "nif-library-not-found",
    topic: "loading",
    symptom: "{:load_failed, \"Failed to load NIF library: '.../libmy_nif.so: cannot open shared object file'\"}",
    strength: "warning",
    signs: [
      {
        line: `${FAILED}{_}'{library:path}: cannot open shared object file: No such file or directory`,
        unless: [".dylib"],
      },
      {
        line: `${FAILED}{_}'Error loading shared library {library:path}: No such file or directory`,
        unless: ["needed by"],
      },
      { line: "{:load_failed, {_}priv/native/{library:path}: cannot open" },
    ],
    cause:
      "The module looks for its library at {library}, and it is not there, or was built for another machine. Rustler calls it libmy_nif up to 0.36 and my_nif from 0.37 on, and looks for it in the same way.",
    remedy:
      "Say where it lies, without the ending .so; `nif2nix generate` does for every module. `nif2nix inspect` on the file tells for which machine it is.",
    paste: {
      where: "config/config.exs of the build, with the names of your application, module and library",
      lines: ['config :my_app, MyApp.Native, skip_compilation?: true, load_from: {:my_app, "priv/native/libmy_nif"}'],
    },
  },
  {
    name: "nif-library-dylib",
    topic: "loading",
    symptom: "Failed to load NIF library: 'dlopen(.../libmy_nif.so, 0x0002): tried: ... (no such file)' on macOS",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}dlopen({library:path},{_}tried: {_}(no such file)`, unless: ["Library not loaded"] },
      { line: `${FAILED}{_}dlopen({library:path},{_}image not found`, unless: ["Library not loaded"] },
      { line: `${FAILED}{_}'{library:path}.dylib: cannot open` },
    ],
    cause: "The BEAM looks for {library}. On macOS, too, a NIF has to be named .so, and cargo makes a .dylib.",
    remedy: "Copy the library under the name that the BEAM looks for; nif2nix does.",
    paste: { where: "the build, after cargo", lines: ["cp target/release/libmy_nif.dylib priv/native/libmy_nif.so"] },
  },
  {
    name: "nif-library-wrong-architecture",
    topic: "loading",
    symptom: "wrong ELF class, or (mach-o file, but is an incompatible architecture)",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}'{library:path}: wrong ELF class: {found:word}` },
      { line: `${FAILED}{_}mach-o file, but is an incompatible architecture ({found})` },
      { line: `${FAILED}{_}(slice is not valid mach-o file)` },
      { line: `${FAILED}{_}'{library:path}.so: invalid ELF header`, unless: ["libc.so:", "libc.so.6:"] },
    ],
    cause: "The library was built for another kind of machine than the one that loads it.",
    remedy:
      "Build it on, or for, the machine that runs the release, without `target:` in `use Rustler`. `nif2nix inspect FILE` says what a library is for.",
    paste: { where: "a shell", lines: ["nif2nix inspect result"] },
  },
  {
    name: "musl-library-in-glibc",
    topic: "loading",
    symptom: "libc.so: invalid ELF header, or libc.so: cannot open shared object file",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}libc.so: invalid ELF header` },
      { line: `${FAILED}{_}'libc.so: cannot open shared object file` },
      { line: `${FAILED}{_}ld-musl-{_}: cannot open shared object file` },
      // What Alpine calls it.
      { line: `${FAILED}{_}'libc.musl-{_}: cannot open shared object file` },
      { line: "/libc.so: invalid ELF header" },
      { line: "libc.so: cannot open shared object file: No such file", unless: ["libc.so.6"], near: ["NIF"] },
    ],
    cause: WANTS_MUSL,
    remedy: FOR_GLIBC,
    paste: { where: "a shell", lines: ["nif2nix inspect result"] },
  },
  {
    name: "glibc-library-in-musl",
    topic: "loading",
    symptom: "Error relocating libmy_nif.so: symbol not found, on Alpine",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}Error relocating {library:path}: {symbol:word}: symbol not found` },
      { line: `${FAILED}{_}Error loading shared library ld-linux-{_}: No such file` },
      { line: `${FAILED}{_}Error loading shared library libc.so.6: No such file` },
    ],
    cause: "The BEAM that loads the library runs on musl (Alpine), and the library was built for glibc.",
    remedy:
      "Build the release on the system that runs it: `pkgsMusl` of nixpkgs, or an image with glibc such as debian:12-slim.",
  },
  {
    name: "nif-library-needs-newer-glibc",
    topic: "loading",
    symptom: "version `GLIBC_2.38' not found (required by libmy_nif.so)",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}version \`{version:word}' not found (required by {library:path})` },
      { line: `${FAILED}{_}version \`{version:word}\\' not found (required by {library:path})` },
    ],
    cause: "The library was built against a newer C library ({version}) than the machine has that loads it.",
    remedy:
      "Build on the oldest system that the release is to run on, or ship the release with its own libraries, as a Nix closure does. `nif2nix inspect FILE --policy debian-12` names the symbols.",
    paste: { where: "a shell", lines: ["nif2nix inspect result"] },
  },
  {
    name: "nif-needs-shared-library",
    topic: "loading",
    symptom: "libsodium.so.23: cannot open shared object file",
    strength: "warning",
    signs: [
      {
        line: `${FAILED}{_}'{library:soname}: cannot open shared object file: No such file`,
        unless: ["'libc.so:", "'libc.musl-"],
      },
      {
        line: `${FAILED}{_}Error loading shared library {library:soname}: No such file`,
        unless: ["ld-linux-", "libc.so.6:"],
      },
      { line: `${FAILED}{_}Library not loaded: {library:word}` },
    ],
    cause: "The library of the NIF wants {library}, which is not where the loader looks.",
    remedy:
      "Give the derivation of the crate or package the library as a build input: Nix then writes its folder into the file (RUNPATH). A library that was built elsewhere gets it by autoPatchelfHook.",
    paste: { where: "nif2nix.toml", lines: ["[crate.my_nif]", 'buildInputs = ["libsodium"]'] },
    cases: [
      {
        where: "libstd-",
        cause: "The crate is a `dylib`, which takes the library of Rust's compiler at run time.",
        remedy: "Make it a `cdylib`, and what it depends on an `rlib`.",
        paste: { where: "Cargo.toml of the crate", lines: ["[lib]", 'crate-type = ["cdylib"]'] },
      },
    ],
  },
  {
    name: "nif-init-missing",
    topic: "loading",
    symptom: "Failed to find library init function: undefined symbol: nif_init",
    strength: "warning",
    signs: [{ line: "Failed to find library init function" }],
    cause:
      "The file is a library, but not one for the BEAM: it has no nif_init. Either rustler::init! is missing, or it was built as a dependency of another crate, where Rustler 0.37 and later call it my_nif_nif_init.",
    remedy: "Let the crate of the NIF be the one that is built, with rustler::init! in its src/lib.rs.",
    paste: { where: "src/lib.rs of the crate", lines: ['rustler::init!("Elixir.MyApp.Native");'] },
  },
  {
    name: "nif-of-another-module",
    topic: "loading",
    symptom: "Library module name 'Elixir.A' does not match calling module 'Elixir.B'",
    strength: "warning",
    signs: [
      { line: "Library module name '{library:word}' does not match calling module '{module:word}" },
      // OTP 25 quotes the calling one twice.
      { line: "Library module name '{library:word}' does not match calling module ''{module:word}" },
      { line: "Library module name \\'{library:word}\\' does not match calling module \\'{module:word}" },
    ],
    cause: "The library was written for the module {library}, and {module} loads it.",
    remedy:
      "Name the module that loads it in rustler::init! (or ERL_NIF_INIT), or load the library of the right crate: `crate:` of `use Rustler`.",
    paste: { where: "src/lib.rs of the crate", lines: ['rustler::init!("Elixir.MyApp.Native");'] },
  },
  {
    name: "nif-version-too-new",
    topic: "loading",
    symptom: "That NIF library needs erts-14.0 or newer, or Library version (2.17) not compatible (with 2.16)",
    strength: "warning",
    signs: [
      { line: "NIF library needs {version:word} or newer" },
      { line: "Library version ({version:word}) not compatible" },
    ],
    cause: "The library asks for a newer interface ({version}) than this Erlang has.",
    remedy:
      "Build the crate for the older interface: the feature nif_version_2_15 of the crate rustler fits every Erlang since 22. Or take a newer Erlang.",
    paste: {
      where: "Cargo.toml of the crate",
      lines: ['rustler = { version = "0.36", default-features = false, features = ["nif_version_2_15"] }'],
    },
  },
  {
    name: "nif-function-not-declared",
    topic: "loading",
    symptom: "{:bad_lib, \"Function not found 'Elixir.MyApp.Native':sub/2\"}",
    strength: "warning",
    signs: [
      { line: "bad_lib, {_}Function not found {function:any}" },
      { line: "Function not found {_}'Elixir.{function}", near: ["bad_lib"] },
    ],
    cause:
      "The library has a function that the module has not: each NIF wants a function of the same name and arity in the module, in place of which it is put.",
    remedy: "Add the function to the module, or take it out of the crate.",
    paste: { where: "the module", lines: ["def sub(_a, _b), do: :erlang.nif_error(:nif_not_loaded)"] },
  },
  {
    name: "nif-symbol-missing",
    topic: "loading",
    symptom: "Failed to load NIF library: '.../libmy_nif.so: undefined symbol: foo'",
    strength: "warning",
    signs: [
      { line: `${FAILED}{_}'{library:path}: undefined symbol: {symbol:word}` },
      { line: `${FAILED}{_}symbol not found in flat namespace{symbol:any}`, unless: ["Error relocating"] },
    ],
    cause:
      "The library calls {symbol}, which nothing that is loaded has: a C library that was not linked, or, for enif_*, an Erlang that is older than the library.",
    remedy:
      'Link the library that has it: println!("cargo:rustc-link-lib=...") in build.rs, or -l in the Makefile, and the library among the build inputs.',
  },
  {
    name: "nif-not-loaded",
    topic: "loading",
    symptom: "Erlang error: :nif_not_loaded",
    strength: "kind",
    signs: [
      { line: "Erlang error: :nif_not_loaded" },
      { line: "Erlang error: {:nif_not_loaded" },
      { line: "exception error: nif_not_loaded" },
      { line: "{nif_not_loaded,[{" },
    ],
    cause:
      "A function of a NIF module was called, and what answered is the stub that the library should have replaced. Either the library was never loaded (its on_load failed, which the log of the start says further above, or nothing calls load_nif), or it was loaded and has no function of that name and arity.",
    remedy:
      "Look for `Failed to load NIF library` or `on_load` in the whole log: the reason stands there. Where there is none, compare the library's functions with the stubs; `nif2nix check --release` does both for every module of a release.",
    paste: { where: "a shell", lines: ["nif2nix inspect result", "nif2nix check --release result"] },
  },
];
