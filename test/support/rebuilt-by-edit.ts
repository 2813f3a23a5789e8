/** What an edit of bench/rebuild.mjs builds again in each of its projects, by Nix and by `nif2nix graph --changed` alike. */
export const rebuiltByEdit = {
  nothing: [
    "README.md",
    "LICENSE",
    "docs/guide.md",
    ".github/workflows/ci.yml",
    ".formatter.exs",
    ".credo.exs",
    "Dockerfile",
    ".env",
    "test/one_test.exs",
    "flake.nix, nix/package.nix",
    "erl_crash.dump, cover/",
    "config/dev.exs, config/test.exs",
    "a crate's README, tests/",
    "a dependency for development",
  ],
  release: ["an .ex file", "a file of priv/", "config/runtime.exs", "own configuration"],
  crate: ["src/lib.rs of a crate", "src/inner.rs of a crate"],
} as const;
