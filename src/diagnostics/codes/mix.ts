import type { Code } from "../code.ts";

/** NN2xx: mix.exs and config/*.exs. */
export const mixCodes = {
  "no-mix-project": {
    number: "NN201",
    severity: "error",
    message: "no module of this file uses Mix.Project",
    help: "mix.exs must define a module with `use Mix.Project` and a function project/0.",
  },
  "project-unknown": {
    number: "NN202",
    severity: "warning",
    message: "what project/0 answers cannot be known without running it: {why}",
    help: "Every field is taken as not known, and every entry of mix.lock as needed. Make project/0 give a keyword list.",
  },
  "project-field-unknown": {
    number: "NN203",
    severity: "warning",
    message: "{field}: of project/0 cannot be known without running it: {why}",
    help: "It is assumed to be {assumed}. Write it so that it depends on files of the project and on MIX_ENV only.",
  },
  "deps-partly-unknown": {
    number: "NN204",
    severity: "warning",
    message: "a part of the dependencies cannot be known without running mix.exs: {why}",
    help: "Those that could be read are kept; every other entry of mix.lock is assumed to be needed, too.",
  },
  "invalid-dependency": {
    number: "NN205",
    severity: "error",
    message: "Mix does not accept this dependency: it {reason}",
    help: 'Write {:app, "~> 1.0"}, {:app, options} or {:app, "~> 1.0", options}; see `mix help deps`.',
  },
  "dependency-not-locked": {
    number: "NN206",
    severity: "error",
    message: "the dependency {app} is not in {lockfile}",
    help: "Run `mix deps.get`, which adds it, and commit the lock file.",
    several: {
      by: "app",
      message: "{count} dependencies are not in {lockfile}: {names}",
      help: "Run `mix deps.get`, which adds them, and commit the lock file.",
    },
    settledBy: "mix deps.get",
  },
  "lock-out-of-date": {
    number: "NN207",
    severity: "error",
    message: "the lock has {app} {locked}, mix.exs asks for it {declared}",
    help: "Mix refuses to compile until they agree. Run `mix deps.get`, which renews the entry, and commit the lock file.",
    several: {
      by: "app",
      each: "{app} ({locked}, asked for {declared})",
      message: "the lock and mix.exs do not agree on {count} dependencies: {names}",
      help: "Mix refuses to compile until they agree. Run `mix deps.get`, which renews the entries, and commit the lock file.",
    },
    settledBy: "mix deps.get",
  },
  "path-dependency-missing": {
    number: "NN208",
    severity: "error",
    message: "the path dependency {app} is not at {path}",
    help: "Correct `path:` in mix.exs; it starts at the folder of that mix.exs.",
  },
  "path-dependency-outside": {
    number: "NN209",
    severity: "warning",
    message: "the path dependency {app} lies outside of the repository, at {path}",
    help: "A Nix build of the repository does not see it. Move it inside, or make it a Git dependency.",
  },
  "umbrella-app-name": {
    number: "NN210",
    severity: "error",
    message: "the folder of this umbrella application is called {folder}, the application {app}",
    help: "Mix requires the same name for both: rename the folder, or change `app:` in its mix.exs.",
  },
  "umbrella-folder-without-mix-exs": {
    number: "NN211",
    severity: "warning",
    message: "the folder {folder} has no mix.exs, so it is no application of the umbrella",
    help: "Remove the folder, give it a mix.exs, or list the applications with `apps:` in the umbrella's mix.exs.",
  },
  "git-dependency-unread": {
    number: "NN212",
    severity: "warning",
    message:
      "the sources of the Git dependency {app} are not in {folder}: what it depends on and what builds it is not known",
    help: "Nothing is fetched only to look. Run `mix deps.get` for an exact answer; `nif2nix generate` fetches what it needs.",
    several: {
      by: "app",
      message:
        "the sources of {count} Git dependencies are not in deps/: what they depend on and what builds them is not known: {names}",
    },
    settledBy: "mix deps.get",
  },
  "lock-missing": {
    number: "NN213",
    severity: "error",
    message: "there is no {lockfile}, but {file} has dependencies that are fetched: {apps}",
    help: "Run `mix deps.get` and commit the lock file.",
    settledBy: "mix deps.get",
  },
  "only-diverges": {
    number: "NN214",
    severity: "warning",
    message: "{app} has only: {only}, but {parent} needs it in {env}, too",
    help: "Mix refuses to load this. Remove `only:` from the dependency, or name {env} in it. It is taken as needed.",
  },
  "duplicate-dependency": {
    number: "NN215",
    severity: "warning",
    message: "the dependency {app} is declared twice",
    help: "Mix takes the first one. Remove the other.",
  },
  "config-missing": {
    number: "NN216",
    severity: "error",
    message: "the configuration file {path} does not exist",
    help: "Mix stops here, too. {advice}.",
  },
  "config-unknown": {
    number: "NN217",
    severity: "info",
    message: "a part of the configuration cannot be known without running it: {why}",
    help: "Keys that it may set count as not known.",
  },
  "old-lock-entry": {
    number: "NN218",
    severity: "warning",
    message: "the lock entry of {app} is from a Hex too old to note what the package depends on",
    help: "Every other entry of the lock is assumed to be needed. Run `mix local.hex`, then `mix deps.get`, which completes the entry.",
    several: {
      by: "app",
      message: "{count} lock entries are from a Hex too old to note what a package depends on: {names}",
      help: "Every other entry of the lock is assumed to be needed. Run `mix local.hex`, then `mix deps.get`, which completes the entries.",
    },
    impliedBy: "NN806",
  },
  "elixir-syntax": {
    number: "NN219",
    severity: "warning",
    message: "{file} does not parse here",
    help: "What stands at this place is not read, the rest of the file is. Check it with `mix format --check-formatted`.",
  },
  "elixir-too-large": {
    number: "NN223",
    severity: "warning",
    message: "{file} is not read: it has {why}",
    help: "Nothing that the file defines is known. Move generated code or data out of it; a NIF module in it needs a file of its own.",
  },
  "elixir-encoding": {
    number: "NN224",
    severity: "error",
    message: "{file} is not UTF-8 from here on, and Elixir refuses it",
    help: "Save the file as UTF-8 in your editor, or convert it: iconv -f latin1 -t utf-8.",
  },
  "mix-exs-raises": {
    number: "NN225",
    severity: "warning",
    message: "loading mix.exs seems to stop here in a Nix build: {why}",
    help: "In a Nix build no environment variable of yours is set, and only files of the repository are there. The rest of mix.exs is read as if it did not stop.",
  },
  "umbrella-child": {
    number: "NN230",
    severity: "info",
    message: "this project is an application of the umbrella in {umbrella}",
    help: "Files for {app} alone are written here. To have the releases of the whole umbrella, run nif2nix there: --project {umbrella}.",
  },
  "self-dependency": {
    number: "NN220",
    severity: "error",
    message: "the application {app} lists itself as a dependency",
    help: "Mix refuses to load this. Remove the dependency, or rename the application.",
  },
  "dependency-possible": {
    number: "NN221",
    severity: "info",
    message: "whether {app} is a dependency cannot be known without running mix.exs: {why}",
    help: "It is built if the lock has it. Write the condition so that it depends on files of the project and on MIX_ENV only.",
  },
  "dependency-option-unknown": {
    number: "NN222",
    severity: "warning",
    message: "{option} of the dependency {app} cannot be known without running mix.exs: {why}",
    help: "It is assumed to be {assumed}. Write it so that it depends on files of the project and on MIX_ENV only.",
  },
  "build-needs-variable": {
    number: "NN227",
    severity: "warning",
    message: "{file} stops in a Nix build: it needs the environment variable {name}, and none is set there",
    help: 'Read it in config/runtime.exs, where the release has it when it starts; give a default: System.get_env("{name}", "..."); or give the build a value, in nif2nix.toml: [build] env = { {name} = "..." }. No secret: what a build has is in the Nix store, for all to read.',
  },
  "build-needs-program": {
    number: "NN228",
    severity: "warning",
    message: "{file} calls {name}, which a Nix build does not have",
    help: 'Take the call out of what is read while building, write its answer as a literal, or give the build the package of nixpkgs that has {name}, in nif2nix.toml: [build] nativeBuildInputs = ["{package}"].',
  },
  "compiler-of-its-own": {
    number: "NN239",
    severity: "warning",
    message: "{app} has the compiler :{compiler}, and {what}",
    help: "The build has no network and only the programs that it is given. Of a dependency, name them under [package.{app}] in nif2nix.toml: nativeBuildInputs, env, downloads. Of the project, under [build]; what cargo or npm would build there, make a derivation of its own, and copy its program to priv/ in preBuild.",
  },
  "build-variable": {
    number: "NN229",
    severity: "info",
    message: "the configuration reads the environment variable {name} while the release is built, where it is not set",
    help: 'The release has what the configuration says without it. What should hold where it runs belongs into config/runtime.exs; what the build should have, into nif2nix.toml: [build] env = { {name} = "..." }.',
    several: {
      by: "name",
      help: 'The release has what the configuration says without them. What should hold where it runs belongs into config/runtime.exs; what the build should have, into nif2nix.toml: [build] env = { NAME = "..." }.',
      message:
        "the configuration reads {count} environment variables while the release is built, where none is set: {names}",
    },
  },
  "run-program": {
    number: "NN234",
    severity: "info",
    message: "{name} is called while the release runs, and is not in its PATH",
    help: "Where wanted, in nif2nix.toml: {settings}.",
    several: {
      by: "name",
      message: "{count} programs are called while the release runs, and are not in its PATH: {names}",
    },
    toldOnce: true,
  },
  "run-program-absolute": {
    number: "NN235",
    severity: "info",
    message: "{name} is called while the release runs, and a machine with Nix has no programs in such places",
    help: "Call it by its name alone, and name its package under [run] in nif2nix.toml: path = [...]. Or take the path from a variable in config/runtime.exs.",
    several: {
      by: "name",
      message:
        "{count} programs are called while the release runs, and a machine with Nix has none in such places: {names}",
    },
    toldOnce: true,
  },
  "config-raises": {
    number: "NN226",
    severity: "warning",
    message: "reading the configuration seems to stop here in a Nix build: {why}",
    help: "In a Nix build no environment variable of yours is set, and only files of the repository are there. Move what needs them to config/runtime.exs, or give a default.",
  },
  "priv-written": {
    number: "NN232",
    severity: "info",
    message: "{call} writes below the release, which is read-only where Nix puts it",
    help: "Write to a folder that config/runtime.exs names, such as one from the variable STATE_DIRECTORY that systemd sets.",
    several: {
      by: "call",
      message: "{count} kinds of calls write below the release, which is read-only where Nix puts it: {names}",
    },
  },
  "writes-own-priv": {
    number: "NN231",
    severity: "info",
    message: "the package {app} writes to its own priv/ while it runs, which is read-only in the Nix store",
    help: "{advice}. priv/ of every package is read-only there.",
  },
  "config-ignored": {
    number: "NN233",
    severity: "warning",
    message:
      "git ignores the configuration file {path} (line {line} of {ignores}: {rule}), so a build in Nix stops where it is imported",
    help: "Read what it sets in config/runtime.exs, where secrets belong: what a build has is in the Nix store, for all to read. Or import it only where it is there: `if File.exists?(...)`.",
  },
} as const satisfies Record<string, Code>;
