import * as v from "valibot";
import { checkNames, dependencyWays, keptStyles, outputNames } from "./settings.ts";

/**
 * nif2nix.toml as a schema. The published docs/nif2nix.schema.json is made from it, and so are the messages of wrong values:
 * every description here is read by people.
 */

const attributePath = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][\w'-]*(\.[A-Za-z_][\w'-]*)*$/, "an attribute path of nixpkgs, such as pkg-config"),
);

const environment = v.record(
  v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, "the name of an environment variable")),
  v.string(),
);

const FOLDER = /^(\.|(?!\.{1,2}(\/|$))[\w.+@-]+(\/(?!\.{1,2}(\/|$))[\w.+@-]+)*)$/;
const projectFolder = v.pipe(v.string(), v.regex(FOLDER, "a folder inside of the project, such as frontend"));
const FOLDER_OR_ABOVE = /^(\.|\.\.(\/\.\.)*|(\.\.\/)*(?!\.{1,2}(\/|$))[\w.+@-]+(\/(?!\.{1,2}(\/|$))[\w.+@-]+)*)$/;
const frontEndFolder = v.pipe(
  v.string(),
  v.regex(FOLDER_OR_ABOVE, "a folder of the repository, relative to the project: frontend, or ../frontend beside it"),
);

const build = v.object({
  env: described(
    v.record(
      v.pipe(
        v.string(),
        v.regex(
          /^(?!MIX_(ENV|TARGET)$)[A-Za-z_]\w*$/,
          "the name of an environment variable; MIX_ENV is `env` above all tables",
        ),
      ),
      v.string(),
    ),
    "Environment variables of the release's build, which mix.exs and the configuration are read with, too",
  ),
  nativeBuildInputs: described(
    v.array(attributePath),
    "Attributes of nixpkgs that the release's build runs, beside those detected",
  ),
  buildInputs: described(v.array(attributePath), "Attributes of nixpkgs that it links to, beside those detected"),
  crates: described(
    v.array(projectFolder),
    "Folders of crates whose programs a compiler or an alias of the project has cargo build: they are built apart, and cargo finds them done",
  ),
  node: described(
    v.pipe(v.string(), v.regex(/^(nixpkgs|\d+)$/, 'a release of Node, such as "22", or "nixpkgs"')),
    "The Node that builds web assets, in place of what .nvmrc, package.json and the like ask for; nixpkgs for its default",
  ),
  tasks: described(
    v.array(
      v.pipe(v.string(), v.regex(/^[a-z][\w.]*( [^\s]+)*$/, "a Mix task and its arguments, such as sitemap.generate")),
    ),
    "Mix tasks that run once the code is compiled and the assets are built, before `mix release`",
  ),
});

const running = v.object({
  path: described(v.array(attributePath), "Attributes of nixpkgs whose programs the release finds in its PATH"),
  maxClosureSize: described(
    v.pipe(v.string(), v.regex(/^\d{1,6}(\.\d{1,3})?[KMG]i?B$/, 'a size such as "200MiB" or "1.5GB"')),
    "How large the release may be with all that it needs: above that its check fails and names what is largest",
  ),
});

const beam = v.object({
  erlang: described(
    v.pipe(v.string(), v.regex(/^(nixpkgs|\d+)$/, 'a release of Erlang/OTP, such as "27", or "nixpkgs"')),
    "The Erlang/OTP release, in place of what .tool-versions and the like ask for; nixpkgs for its default",
  ),
  elixir: described(
    v.pipe(
      v.string(),
      v.regex(/^(nixpkgs|\d+\.\d+)$/, 'a version of Elixir without its patch, such as "1.18", or "nixpkgs"'),
    ),
    "The Elixir, likewise",
  ),
});

const nif = v.object({
  skip: described(v.boolean(), "Leave this module alone: no crate is built and nothing is configured for it"),
  features: described(v.array(v.string()), "Features of the crate, in place of those that the module names"),
  defaultFeatures: described(
    v.boolean(),
    "Whether the crate's default features are built, in place of what the module says",
  ),
  mode: described(v.picklist(["release", "debug"]), "The profile, in place of the module's `mode`"),
  crate: described(
    v.pipe(v.string(), v.regex(/^[\w.+@-]+(\/[\w.+@-]+)*$/, "the folder of a crate, such as native/my_nif")),
    "The folder of the crate that its library is made of, relative to its mix.exs: of a module that calls :erlang.load_nif itself, or whose `use Rustler` does not lead to it",
  ),
  loads: described(
    v.pipe(
      v.string(),
      v.regex(/^priv(\/(?!\.{1,2}(\/|$))[\w.+@-]+)+$/, "a path below priv/, such as priv/native/libmy_nif"),
    ),
    "And the library that it loads, without .so, where its code does not tell",
  ),
});

const hash = v.pipe(v.string(), v.regex(/^sha256-[A-Za-z0-9+/]{43}=$/, "a hash as Nix prints it: sha256-..."));

const commit = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, "a full commit id"));

const checkout = v.object({
  url: v.pipe(v.string(), v.regex(/^(https?|ssh|git|file):\/\/[^\s"'\\]+$/, "the address of a git repository")),
  rev: commit,
});

const download = v.object({
  url: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s"'\\]+$/, "an http or https address")),
  hash,
});

const dependency = v.object({
  way: described(
    v.picklist(["prebuilt", "source", "force"]),
    "How the NIF of this dependency comes to be: its shipped library, its own sources, or a build that it is made to do",
  ),
  nativeBuildInputs: described(
    v.array(attributePath),
    "Attributes of nixpkgs that the build runs, beside those detected",
  ),
  buildInputs: described(
    v.array(attributePath),
    "Attributes of nixpkgs that the package links to, beside those detected",
  ),
  env: described(environment, "Environment variables of the package's build"),
  git: described(
    v.object({ rev: commit, hash }),
    "Of a Git dependency the hash of its files at a commit, as `nif2nix hash` fills it in: the build fetches it then, and nothing has to be fetched to evaluate",
  ),
  checkouts: described(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^(?!\.{1,2}(\/|$))[\w.+-]+(\/(?!\.{1,2}(\/|$))[\w.+-]+)*$/, "a folder inside of the package"),
      ),
      checkout,
    ),
    "Git repositories that its build would clone: url and rev, by the folder where it looks for them",
  ),
  downloads: described(
    v.record(v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, "the name of an environment variable")), download),
    "Files that its build would download: url and hash, by the environment variable that names the file to it",
  ),
});

const repository = v.object({
  url: described(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^\s"'\\]+$/, "an http or https address")),
    "Where the repository is: its tarballs lie under tarballs/. Not needed for organisations of hex.pm",
  ),
  keyVariable: described(
    v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, "the name of an environment variable")),
    "The environment variable of the Nix daemon that holds the key; HEX_REPOS_KEY by default",
  ),
});

const crate = v.object({
  nativeBuildInputs: described(
    v.array(attributePath),
    "Attributes of nixpkgs that the build runs, beside those detected",
  ),
  buildInputs: described(
    v.array(attributePath),
    "Attributes of nixpkgs that the library links to, beside those detected",
  ),
  env: described(environment, "Environment variables of the crate's build"),
  outputHashes: described(v.record(v.string(), hash), "Hashes of crates that come from git, by name-version"),
  toolchain: described(
    v.pipe(
      v.string(),
      v.regex(
        /^(nixpkgs|stable|(beta|nightly)(-\d{4}-\d{2}-\d{2})?|\d+\.\d+(\.\d+)?)$/,
        "nixpkgs, stable, a version of Rust, or beta or nightly, best with a date: nightly-2026-01-31",
      ),
    ),
    "The Rust that builds it, in place of what a rust-toolchain file says: a channel of rustup, or nixpkgs for the Rust of nixpkgs",
  ),
});

export const settingsSchema = v.object({
  rust: described(v.picklist(["crane", "rustPlatform"]), "The builder of the crates; crane by default"),
  env: described(
    v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_]*$/, "a name of lower-case letters, digits and _")),
    "MIX_ENV of the build; prod by default",
  ),
  release: described(
    v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9_]*$/, "the name of a release")),
    "Which release of mix.exs is built; by default the one that Mix would take",
  ),
  include: described(
    v.array(v.pipe(v.string(), v.regex(/^[\w.+@-]+(\/[\w.+@-]+)*$/, "a relative path, such as ../shared"))),
    "Files and folders outside of the Mix project that the release's build reads; what else lies there is left out then",
  ),
  dependencies: described(
    v.picklist(dependencyWays),
    "Whether each dependency is a derivation of its own, or all plain ones are compiled in one; apart by default",
  ),
  style: described(
    v.picklist(keptStyles),
    "What calls nix/package.nix: flake.nix, or a default.nix with pins of npins; flake by default",
  ),
  outputs: described(
    v.array(v.picklist(outputNames)),
    "What the flake offers beside the releases, their check and the shell: apps, archives of NIFs for those who publish a library, the crates as packages, a formatter, an OCI image, a NixOS module, the release with musl, an overlay, an app that renews what is generated",
  ),
  checks: described(
    v.array(v.picklist(checkNames)),
    "What the flake checks beside whether the release can start: tests, formatting, credo and dialyzer of Mix; clippy and tests of the crates",
  ),
  build: described(build, "What the release's own build is given"),
  assets: described(
    v.record(frontEndFolder, v.pipe(v.array(v.string()), v.minLength(1, "one command or more"))),
    "Front ends that no alias of mix.exs builds: commands of a shell, by the folder with package.json in which they run",
  ),
  run: described(running, "What the release is given where it runs"),
  beam: described(beam, "The Erlang/OTP and Elixir that build the project and are in its shell"),
  nif: described(v.record(v.string(), nif), "By module name"),
  package: described(v.record(v.string(), dependency), "By the application name of a dependency"),
  repo: described(v.record(v.string(), repository), "By the name of a private or self-hosted Hex repository"),
  crate: described(v.record(v.string(), crate), "By the crate's package name in Cargo.toml"),
});

export type SettingsFile = v.InferOutput<typeof settingsSchema>;

/** Every setting is optional; what it is about stands in the published schema. */
function described<const S extends v.GenericSchema>(schema: S, text: string) {
  return v.optional(v.pipe(schema, v.description(text)));
}
