import type { Code } from "../code-entry.ts";

/** NN8xx: what cannot be built as it was read. */
export const planCodes = {
  "no-nif-found": {
    number: "NN801",
    severity: "info",
    message:
      "this project and its dependencies have no native code that is known: the release is Elixir and Erlang alone",
    help: "Nothing to do, where that is so. A NIF is looked for in the code that MIX_ENV={env} compiles: `use Rustler`, `use RustlerPrecompiled`, elixir_make. One that is compiled in another environment is found with --env.",
    toldOnce: true,
  },
  "nif-option-unknown": {
    number: "NN802",
    severity: "error",
    message: "{module}: `{option}` cannot be known without running the project: {why}",
    help: 'Write the value as a literal or a module attribute, or say it in nif2nix.toml: under [nif."{module}"], features, defaultFeatures and mode stand in place of the module\'s, and skip = true leaves it out.',
  },
  "nif-option-wrong": {
    number: "NN828",
    severity: "error",
    message: "{module}: `{option}` {why}",
    help: "Rustler stops there, too. Write it as the docs of `use Rustler` have it.",
  },
  "read-while-compiling": {
    number: "NN823",
    severity: "info",
    message: "a file is read here while the code is compiled, and its path cannot be known",
    help: "Nothing breaks: the release is built from the whole folder, so an edit of any file in it builds the release anew. A path of literals, `__DIR__` and module attributes is understood; or name what is read in `include` of nif2nix.toml.",
    toldOnce: true,
  },
  "load-from-foreign-app": {
    number: "NN803",
    severity: "error",
    message: "{module} loads its library from the application {app}, which is not compiled by this project",
    help: "Let `otp_app` (and `load_from`, where it is set) name the application whose mix.exs compiles the module.",
  },
  "project-app-unknown": {
    number: "NN804",
    severity: "error",
    message: "the application's name cannot be known: {why}",
    help: "Give `app: :name` in project/0 of mix.exs as a literal. Where mix.exs wants another MIX_ENV than {env}, say so: --env NAME, or `env` in nif2nix.toml.",
  },
  "project-version-unknown": {
    number: "NN805",
    severity: "info",
    message: "the version cannot be known: {why}; the Nix package is named {pname}-unstable",
    help: "Nothing breaks. A literal `version:` in mix.exs gives the package its proper name.",
  },
  "project-version-invalid": {
    number: "NN839",
    severity: "error",
    message: "the version of {app} is {said} in a Nix build, and Mix compiles nothing with such a one",
    help: 'Write it as MAJOR.MINOR.PATCH, as Version of Elixir wants it. One that git tells is empty there, where no .git is: read it from a file, or let [build] env of nif2nix.toml name it: System.get_env("VERSION", "0.0.0").',
  },
  "lock-without-outer-checksum": {
    number: "NN806",
    severity: "error",
    message: "{app} {version} has no outer checksum in mix.lock, which Nix needs to fetch it",
    help: "The entry is older than Hex 0.20. Where it may use the network, nif2nix looks the checksum up by the inner one. Or run `mix local.hex`, then `mix deps.get`: it adds the checksum and changes no version.",
    several: {
      by: "app",
      message: "{count} packages have no outer checksum in mix.lock, which Nix needs to fetch them: {names}",
      help: "The entries are older than Hex 0.20. Where it may use the network, nif2nix looks the checksums up by the inner ones. Or run `mix local.hex`, then `mix deps.get`: it adds the checksums and changes no version.",
    },
  },
  "rustler-missing-for-force": {
    number: "NN807",
    severity: "error",
    message:
      "{module} forces RustlerPrecompiled to build it, which needs rustler, and MIX_ENV={env} has no dependency rustler",
    help: 'Add {:rustler, ">= 0.0.0", optional: true} to mix.exs, without `only:`, and run `mix deps.get`; or do not force it, and the crate is built all the same.',
  },
  "unsafe-name": {
    number: "NN808",
    severity: "error",
    message: "{what} {name} has characters that no build can use",
    help: "Names of modules, applications and files must not hold line breaks or control characters.",
  },
  "no-library": {
    number: "NN809",
    severity: "info",
    message: "{module} builds binaries only (lib: false): nothing is placed for it",
    help: "Binaries that a crate builds are not part of the release yet; build them with a derivation of your own.",
  },
  "path-outside-root": {
    number: "NN810",
    severity: "error",
    message: "{path} lies outside of the folder that the build can see",
    help: "A flake sees its own git repository only. Move the files into the repository, or make them a git dependency.",
  },
  "builder-unknown": {
    number: "NN811",
    severity: "warning",
    message: "which tool builds {app} is not known: {why}; mix is assumed",
    help: "Run `mix deps.get` so that its sources are in deps/, or name the builder in `overrides` of nix/package.nix.",
    several: {
      by: "app",
      message: "which tool builds {count} of the dependencies is not known ({why}), mix is assumed: {names}",
      help: "Run `mix deps.get` so that their sources are in deps/, or name the builders in `overrides` of nix/package.nix.",
    },
    impliedBy: "NN501",
    settledBy: "mix deps.get",
  },
  "dependency-crate-missing": {
    number: "NN812",
    severity: "error",
    message: "{module} names a crate that the package {app} does not ship",
    help: 'Use its published artifacts: [package.{app}] way = "prebuilt" in nif2nix.toml; or take {app} from git, where its Rust sources are.',
  },
  "repository-unknown": {
    number: "NN815",
    severity: "error",
    message: "{app} comes from the Hex repository {repo}, and mix.lock does not say where that is",
    several: {
      by: "app",
      message: "{count} packages come from the Hex repository {repo}, and mix.lock does not say where that is: {names}",
    },
    help: 'Add its address to nif2nix.toml: [repo."{repo}"] url = "https://..."; docs/dependencies.md tells how Nix gets the key.',
  },
  "artifacts-unknown": {
    number: "NN817",
    severity: "error",
    message: "{module}: where its published artifacts lie, or what their hashes are, is not known",
    help: 'The package ships no checksum file for the module, or its base_url needs the package to run. Build the crate instead: [package.{app}] way = "source" in nif2nix.toml.',
  },
  "published-not-everywhere": {
    number: "NN838",
    severity: "warning",
    message: "for {what} nothing is published for {systems}, and evaluation stops for the releases there",
    help: "{instead}.",
  },
  "own-artifacts-unknown": {
    number: "NN876",
    severity: "error",
    message: "{module} takes a published library, and {file} or its address is not known",
    help: "Make the file: `mix rustler_precompiled.download {module} --all`; let base_url be text. Or put the crate into the project, and it is built.",
  },
  "force-not-known": {
    number: "NN877",
    severity: "error",
    message:
      "{module} cannot be told to build its crate: the locked rustler_precompiled knows no such variable before 0.7.2",
    help: 'Run `mix deps.update rustler_precompiled`, or choose another way in nif2nix.toml: [package.{app}] way = "source".',
  },
  "nif-package-missing": {
    number: "NN819",
    severity: "error",
    message: "{module} uses {package}, and MIX_ENV={env} has no such dependency",
    help: "Add :{package} to deps in mix.exs, without an `only:` that leaves {env} out, run `mix deps.get`, and commit mix.exs and mix.lock.",
  },
  "release-unknown": {
    number: "NN865",
    severity: "error",
    message: "{what} names the release {name}, and there are {names}",
    help: 'Name one of these, or define it under releases: in project/0 of mix.exs. Where there is release = "name" in nif2nix.toml, that counts, and default_release: does not.',
  },
  "default-release-missing": {
    number: "NN866",
    severity: "info",
    message: "mix.exs defines {names} and no default_release; the default package is {name}",
    help: 'Each is a package of its own: nix build .#NAME. For another default: default_release: :name in project/0, or release = "name" in nif2nix.toml.',
  },
  "name-taken": {
    number: "NN871",
    severity: "warning",
    message: "{set}.{name} of flake.nix is {kept}, and {hidden} of that name cannot be had there",
    help: "Rename one of them, or offer it under another name in flake.nix, which is yours: `nif2nix explain NN871` shows how.",
  },
  "umbrella-without-releases": {
    number: "NN867",
    severity: "info",
    message:
      "the umbrella defines no releases, which `mix release` wants; packages are made of {names}, and the default is {name}",
    help: 'For another default: release = "name" in nif2nix.toml. To decide what is in it, add to project/0 of the umbrella: {lines}.',
  },
  "package-foreign": {
    number: "NN869",
    severity: "warning",
    message: "{file} is not made by nif2nix and does not import ./nifs.nix: what is written here is in no build",
    help: "Give yours another name and run nif2nix init again, which then makes {file}; or let yours take the release from the files here: beamPackages.mixRelease (nifs.release // { inherit mixNixDeps; }), as `nif2nix explain NN869` shows.",
  },
  "releases-not-offered": {
    number: "NN868",
    severity: "warning",
    message: "{file} does not follow what is chosen: {what}",
    help: "{add} The file is yours, so nif2nix leaves it alone.",
  },
  "beam-not-in-nixpkgs": {
    number: "NN860",
    severity: "warning",
    message: "the project asks for {what} {version}, and nixpkgs-unstable has {has}; {taken} is taken",
    help: 'Ask for one of these. Where it must be {version}, let inputs.nixpkgs of flake.nix be a nixpkgs that has it, and say so in nif2nix.toml: [beam] {key} = "{version}".',
  },
  "elixir-excluded": {
    number: "NN861",
    severity: "error",
    message: 'elixir: "{requirement}" does not take Elixir {taken} ({why}), and Mix stops there',
    help: 'nixpkgs-unstable has Elixir {has}. Widen elixir: in mix.exs; or take a nixpkgs that has what it wants, and name that in nif2nix.toml: [beam] elixir = "1.NN".',
  },
  "beam-incompatible": {
    number: "NN862",
    severity: "error",
    message: "Elixir {elixir} works on Erlang/OTP {range}, and {erlang} is taken",
    help: 'Ask for versions that go together (https://hexdocs.pm/elixir/compatibility-and-deprecations.html), or set them for the build in Nix alone, in nif2nix.toml: [beam] erlang = "NN", elixir = "1.NN".',
  },
  "beam-not-taken": {
    number: "NN864",
    severity: "warning",
    message: "{file} takes the Erlang and Elixir of nixpkgs, and the project asks for {asked}",
    help: "Take beamPackages out of the arguments of {file}, and add to its `let`: beamPackages = callPackage ./beam.nix { };. The file is yours, so nif2nix leaves it alone.",
  },
  "beam-request-unknown": {
    number: "NN863",
    severity: "info",
    message: "which {what} `{asked}` is cannot be known; the default of nixpkgs is taken",
    help: 'Name a version in that file, or for the build in Nix alone in nif2nix.toml: [beam] {key} = "...".',
  },
  "output-not-offered": {
    number: "NN821",
    severity: "warning",
    message: "{file} does not offer {name}, which outputs in nif2nix.toml asks for",
    help: "Add {add}. The file is yours, so nif2nix leaves it alone.",
  },
  "checks-not-offered": {
    number: "NN829",
    severity: "warning",
    message: "{file} does not offer what checks in nif2nix.toml asks for",
    help: "{add} The file is yours, so nif2nix leaves it alone.",
  },
  "no-artifacts": {
    number: "NN824",
    severity: "warning",
    message:
      "there is nothing to publish: no module with `use RustlerPrecompiled` has its crate here, and no mix.exs a `make_precompiler:`",
    help: 'Take "artifacts" out of outputs in nif2nix.toml; docs/outputs.md says what it is for.',
  },
  "artifact-variants-not-built": {
    number: "NN825",
    severity: "warning",
    message: "no archives are made of the variants {variants} of {module}: nothing says how their libraries are built",
    help: "Say so where flake.nix calls ./nix/artifacts.nix: variants.{example} = { features = [ ... ]; }; `nif2nix explain NN825` shows what else can stand there.",
  },
  "check-package-missing": {
    number: "NN830",
    severity: "error",
    message: "the check {check} needs the package {package}, which the project does not have in {environments}",
    help: "Add {:{package}, ..., only: [:dev, :test], runtime: false} to deps in mix.exs and run mix deps.get; or take {check} out of checks in nif2nix.toml.",
  },
  "outputs-not-kept": {
    number: "NN822",
    severity: "error",
    message: "{file} does not have what {flag} asks for, so that `nif2nix generate` would not do it again",
    help: "Put it there, as a line before the first table: {line}.",
  },
  "text-refused": {
    number: "NN870",
    severity: "error",
    message: "{text} ({what}) {problem}",
    help: "No tool writes such a text. Find it in the project's files and see where it comes from.",
  },
  "package-data-missing": {
    number: "NN837",
    severity: "warning",
    message:
      "{app} would download what it has for {names} while the project is compiled, and a Nix build has no network",
    help: "Put these files under version control: {files}. Where it is compiled with the network, it puts them there.",
  },
  "package-needs-hand": {
    number: "NN814",
    severity: "warning",
    message: "{app} needs something that no recipe can know: {note}",
    help: "Add it under [package.{app}] in nif2nix.toml, or to `overrides` in nix/package.nix; docs/dependencies.md has examples.",
    impliedBy: "NN501",
  },
  "dependency-cargo-lock-missing": {
    number: "NN813",
    severity: "error",
    message: "the crate {crate} of {app} comes without a Cargo.lock",
    help: 'Use its published artifacts where there are any ([package.{app}] way = "prebuilt"); otherwise ask its authors to ship Cargo.lock, or take {app} from a fork that has one.',
  },
} as const satisfies Record<string, Code>;
