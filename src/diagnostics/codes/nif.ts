import type { Code } from "../code-entry.ts";

/** NN3xx: NIF modules. */
export const nifCodes = {
  "rustler-too-old": {
    number: "NN301",
    severity: "error",
    message: "{module} needs Rustler {oldest} or later to take a library that is built elsewhere; locked is {version}",
    help: "Raise the requirement of rustler in mix.exs (and the version in Cargo.toml) and run `mix deps.update rustler`.",
  },
  "rustler-option-unknown": {
    number: "NN302",
    severity: "error",
    message: "{module} sets `{option}`, which the locked Rustler {version} does not know: {why}",
    help: "Run `mix deps.update rustler`, or remove the option: with this version the module does not compile.",
  },
  "nif-value-unknown": {
    number: "NN303",
    severity: "warning",
    message: "`{option}` of {module} cannot be known without running the project: {why}",
    help: "Write the value as a literal or a module attribute that depends on files of the project and on MIX_ENV only.",
  },
  "nif-uncertain": {
    number: "NN304",
    severity: "info",
    message:
      "whether {module} loads a library depends on a condition that cannot be known; it is assumed to{differing}",
    help: "Let the condition depend on files of the project, on MIX_ENV, or on environment variables only.",
  },
  "nif-crate-missing": {
    number: "NN305",
    severity: "error",
    message: "{module} is compiled from a crate in {folder}, where there is no Cargo.toml",
    help: "Check the `crate:` and `path:` options: the path starts at the folder of mix.exs and is native/<crate> where it is left out. A crate outside of the Mix project is found inside of the same git repository only.",
  },
  "nif-library-missing": {
    number: "NN319",
    severity: "error",
    message: "{module} loads {file}, which is not there, and has no crate that makes it",
    help: 'Put the library under version control, or say crate = "native/my_nif" under [nif."{module}"] of nif2nix.toml where its crate lies; for a module that the release does not need, say skip = true there.',
  },
  "nif-crate-not-here": {
    number: "NN306",
    severity: "info",
    message: "{module} is taken from a prebuilt library: its crate is not in {folder}",
    help: "Nothing to do: it is fetched by its checksum file. To build it from source, put the crate into the project and set `crate:` and `path:`.",
    toldOnce: true,
  },
  "nif-crate-unused": {
    number: "NN307",
    severity: "warning",
    message: "no module that MIX_ENV={env} compiles loads the crate in {folder}{declared}",
    help: 'Add a module with `use Rustler` for it, or remove the crate: it is not built. A module that calls :erlang.load_nif itself is told the crate in nif2nix.toml: [nif."My.Module"] crate = "{folder}".',
  },
  "nif-loaded-by-hand": {
    number: "NN313",
    severity: "warning",
    message: "{module} loads {library} with its own :erlang.load_nif, and the crate in {folder} is not built for it",
    help: "Say so in nif2nix.toml, and it is built, put there and checked: {settings}. Or let the module `use Rustler`.",
  },
  "loader-unknown": {
    number: "NN314",
    severity: "error",
    message: "{module}: the library that its :erlang.load_nif loads {why}",
    help: 'Say it in nif2nix.toml, without .so and as seen from the folder of mix.exs: [nif."{module}"] loads = "priv/native/lib...".',
  },
  "nif-init-differs": {
    number: "NN308",
    severity: "warning",
    message: "{module} loads the crate {crate}, whose rustler::init! names {declared}",
    help: 'Make the name in rustler::init! the module\'s: "Elixir.{module}". Loading fails otherwise, and only when it is first called.',
  },
  "nif-target-ignored": {
    number: "NN309",
    severity: "info",
    message:
      "{asking} is {target}: on {system} {release} is built for just that, and on other systems for the BEAM that is there",
    help: "Nothing to do: cargo is told the target by the build, and not by this.",
    toldOnce: true,
  },
  "nif-target-musl": {
    number: "NN315",
    severity: "warning",
    message:
      "{asking} is {target}, which does not fit the BEAM of the release: that has glibc, and the library is built for it instead",
    help: 'For a release whose BEAM has musl as well say outputs = ["musl"] in nif2nix.toml, and build .#musl. Otherwise leave the target out: a BEAM with glibc refuses a library for musl, and one that the cc of a system with glibc linked loads and answers wrongly.',
  },
  "nif-target-nowhere": {
    number: "NN316",
    severity: "warning",
    message:
      "{asking} is {target}, which no release is built for: {why}. The library is built for the BEAM that loads it",
    help: "Leave it out, or set it only where a build outside of Nix wants it: by a condition on an environment variable.",
  },
  "nif-cargo-ignored": {
    number: "NN310",
    severity: "info",
    message:
      "`cargo:` of {module} is not used: the crate is built with the Rust that its rust-toolchain file names, else with that of nixpkgs",
    help: "Where the crate needs another toolchain, name it in rust-toolchain.toml, or for the build in Nix only in nif2nix.toml: [crate.NAME] toolchain.",
  },
  "compile-crate-called": {
    number: "NN311",
    severity: "info",
    message: "Rustler.Compiler.compile_crate is called directly",
    help: "It runs cargo even where the `use` says skip_compilation?; the configuration that nif2nix appends reaches it only if it is passed on.",
  },
  "crate-without-init": {
    number: "NN312",
    severity: "warning",
    message: "{module} loads the crate {crate}, which has no rustler::init! in it",
    help: 'Add rustler::init!("Elixir.{module}"); to its src/lib.rs: without it the library is built and the BEAM does not load it.',
  },
} as const satisfies Record<string, Code>;
