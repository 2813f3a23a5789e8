import type { KnownFailure } from "./failure.ts";

/** Mix: dependencies, configuration, releases. Messages: Elixir 1.14 to 1.19. */
export const mixFailures: readonly KnownFailure[] = [
  {
    name: "hex-missing",
    topic: "mix",
    symptom: "Mix requires the Hex package manager, or Could not find Hex",
    signs: [
      { line: "Could not find Hex, which is needed to build dependency :{app:word}" },
      { line: "Mix requires the Hex package manager to fetch dependencies" },
      { line: "Mix requires the Hex package manager" },
      { line: "Could not find an SCM for dependency :{app:word}" },
    ],
    cause: "Mix reads a dependency that comes from Hex, and cannot load Hex.",
    remedy:
      "In a Nix build give it Hex as an archive, which buildMix and mixRelease of nixpkgs do; elsewhere install it.",
    paste: {
      where: "a shell, or a step before in CI or a Dockerfile",
      lines: ["mix local.hex --force && mix local.rebar --force"],
    },
  },
  {
    name: "unchecked-dependencies",
    topic: "mix",
    symptom: "Unchecked dependencies for environment prod",
    signs: [{ line: "Unchecked dependencies for environment {env:word}" }],
    cause:
      "Mix does not find a dependency where it looks, or finds another version of it than mix.lock has; the lines below it name which.",
    remedy:
      "In a Nix build every dependency has to be placed before Mix starts: one from git with `app: false` (heroicons and other icon sets) has no derivation that Mix makes and goes into deps/ as sources. `nif2nix generate` places them. Elsewhere run `mix deps.get`.",
    paste: { where: "a shell in the project", lines: ["mix deps.get && nif2nix generate"] },
  },
  {
    name: "compile-env-differs",
    topic: "mix",
    symptom: "the application has a different value set for key during runtime compared to compile time",
    signs: [
      {
        line: "the application :{app:word} has a different value set for key :{key:word} during runtime compared to compile time",
      },
      { line: "the application :{app:word} has a different value set {key} during runtime compared to compile time" },
      { line: "has a different value set for {key} during runtime compared to compile time" },
    ],
    cause:
      "A module read the setting {key} while it was compiled (Application.compile_env), and the release starts with another value: it was configured for the build of the dependency alone, or config/runtime.exs changes it.",
    remedy:
      "Say the same value in both: in config/config.exs, not in config/runtime.exs; where a dependency's own build has the configuration, the release needs it, too.",
    paste: {
      where: "a shell in the project, to see where the values come from",
      lines: ["grep -rn compile_env lib deps/*/lib; cat config/runtime.exs"],
    },
  },
  {
    name: "umbrella-releases-undefined",
    topic: "mix",
    symptom: "Umbrella projects require releases to be explicitly defined",
    signs: [{ line: "Umbrella projects require releases to be explicitly defined" }],
    cause: "An umbrella does not say which of its applications a release has.",
    remedy: "Define one in the mix.exs of the umbrella.",
    paste: {
      where: "project/0 in mix.exs of the umbrella",
      lines: ["releases: [my_app: [applications: [my_app: :permanent, my_app_web: :permanent]]]"],
    },
  },
  {
    name: "several-releases",
    topic: "mix",
    symptom: '"mix release" was invoked without a name but there are multiple releases',
    signs: [{ line: '"mix release" was invoked without a name but there are multiple releases' }],
    cause: "mix.exs defines several releases and does not say which is meant.",
    remedy: "Name one: `release` in nif2nix.toml, or `default_release:` in mix.exs.",
    paste: { where: "nif2nix.toml", lines: ['release = "my_app"'] },
  },
  {
    name: "environment-variable-missing",
    topic: "mix",
    symptom: 'could not fetch environment variable "SECRET_KEY_BASE" because it is not set',
    signs: [
      { line: 'could not fetch environment variable "{variable:word}" because it is not set' },
      { line: "environment variable {variable:word} is missing" },
    ],
    cause:
      "Configuration wants the environment variable {variable}, and it is not set here. config/config.exs and config/prod.exs are read in the build, where a secret must not be.",
    remedy: "Read it in config/runtime.exs, which is read when the release starts; set it there.",
    paste: { where: "config/runtime.exs", lines: ['config :my_app, secret: System.fetch_env!("SECRET_KEY_BASE")'] },
  },
  {
    name: "elixir-too-old",
    topic: "mix",
    symptom:
      "You're trying to run :my_app on Elixir v1.14.0 but it has declared in its mix.exs file it supports only Elixir ~> 1.18",
    signs: [
      {
        line: "You're trying to run :{app:word} on Elixir v{found:word} but it has declared in its mix.exs file it supports only Elixir {wanted}",
      },
    ],
    cause: "{app} wants Elixir {wanted}; the build has {found}.",
    remedy: "Build with another Elixir of the package set, or widen `elixir:` in mix.exs.",
    paste: {
      where: "nix/package.nix, or where beamPackages comes from",
      lines: ["beamPackages = pkgs.beam.packages.erlang_27.overrideScope (_: prev: { elixir = prev.elixir_1_18; });"],
    },
  },
  {
    name: "release-cookie-missing",
    topic: "mix",
    symptom: "cat: .../releases/COOKIE: No such file or directory",
    signs: [{ line: "releases/COOKIE: No such file or directory" }],
    cause: "mixRelease leaves the cookie of a release out of the Nix store, which everybody can read.",
    remedy: "Give it when the release starts. A cookie is a password: make your own.",
    paste: { where: "a shell", lines: ["RELEASE_COOKIE=$(openssl rand -hex 32) result/bin/my_app start"] },
  },
  {
    name: "hex-package-download",
    topic: "mix",
    symptom: "Failed to fetch record for hexpm/jason from registry (using cache instead)",
    signs: [
      { line: "Failed to fetch record for {package:word} from registry" },
      { line: "Request failed ({_}nxdomain", near: ["hex"] },
      { line: "httpc request failed with: {_}builds.hex.pm" },
    ],
    cause: "Mix asks Hex on the network, which a Nix build does not have.",
    remedy:
      "Every package of mix.lock has to be fetched by Nix first: `nif2nix generate` writes nix/deps.nix for that.",
    paste: { where: "a shell in the project", lines: ["nif2nix generate"] },
  },
  {
    name: "asset-tool-download",
    topic: "mix",
    symptom: "couldn't fetch https://registry.npmjs.org/@esbuild/..., or tailwindcss",
    signs: [
      { line: "couldn't fetch {url:word}", near: ["esbuild"] },
      { line: "couldn't fetch {url:word}", near: ["tailwind"] },
      { line: "couldn't fetch {url:word}", near: ["dart_sass"] },
      { line: "Unable to fetch {url:word}", near: ["esbuild"] },
    ].map((sign) => ({ ...sign, unless: ["NIF"] })),
    cause: "A package for web assets downloads its program, from {url}, and a Nix build has no network.",
    remedy:
      "Name the program of nixpkgs in the configuration of the build; `nif2nix generate` does that where mix.exs has the alias assets.deploy.",
    paste: { where: "config of the build", lines: ['config :esbuild, path: System.find_executable("esbuild")'] },
  },
];
