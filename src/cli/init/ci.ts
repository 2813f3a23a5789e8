import type { OutputFile } from "../../emit/output-file.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";
import type { OutputName, Style } from "../../settings/settings.ts";
import type { CiForge } from "./forges.ts";

/** What a workflow runs; the address of a cache is a variable of the forge, so that no name of one stands in the file. */
const check = "nix flake check --print-build-logs";
const build = "nix build --print-build-logs";
const push = 'nix copy --to "$NIX_CACHE" ./result';
/** nif2nix itself comes from a flake that the forge names by a variable, since only it knows which is trusted. */
const withNif2nix = (command: string, otherwise?: string): string =>
  `if [ -n "$NIF2NIX" ]; then nix shell "$NIF2NIX" --command ${command};${otherwise === undefined ? "" : ` else ${otherwise};`} fi`;
/** Whether the files are those that it would write, which no check of the flake can tell. */
const current = withNif2nix("nif2nix check");
const renewal = (outputs: readonly OutputName[]): readonly string[] =>
  outputs.includes("update")
    ? [withNif2nix("nix run .#update", "nix run .#update")]
    : ["nix flake update", withNif2nix("nif2nix generate")];

/** GitHub's, which Forgejo's runners understand, too. */
const actions = (renew: readonly string[]): string => `# This file is yours: nif2nix made it once and never changes it.
#
# NIX_CACHE, a variable of the repository, is where built releases are pushed: s3://bucket?region=..., ssh://host, or another store of
# \`nix help-stores\`; without it nothing is pushed. What such a store asks for (AWS_ACCESS_KEY_ID and the like) are secrets.
# NIF2NIX, another variable, is a flake with nif2nix, such as git+https://host/nif2nix; without it nobody looks whether the generated files are
# those of the project, and the schedule renews the flake's inputs alone.
name: nix

on:
  push:
    branches: [main, master]
  pull_request:
  schedule:
    - cron: "17 4 * * 1"
  workflow_dispatch:

permissions:
  contents: read

jobs:
  build:
    if: github.event_name != 'schedule'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: cachix/install-nix-action@v31
      - run: ${current}
        env:
          NIF2NIX: \${{ vars.NIF2NIX }}
      - run: ${check}
      - run: ${build}
      - if: github.event_name == 'push' && vars.NIX_CACHE != ''
        run: ${push}
        env:
          NIX_CACHE: \${{ vars.NIX_CACHE }}
          AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}

  # Newer inputs and what is generated, on a branch of their own once they build.
  renew:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    permissions:
      contents: write
    env:
      NIF2NIX: \${{ vars.NIF2NIX }}
    steps:
      - uses: actions/checkout@v4
      - uses: cachix/install-nix-action@v31
      - run: |
${renew.map((line) => `          ${line}\n`).join("")}          git add --all
      - run: ${check}
      - run: |
          git diff --cached --quiet && exit 0
          git config user.name "nix"
          git config user.email "nix@localhost"
          git commit --message "Renew the inputs of the flake"
          git push --force origin HEAD:renew-flake
`;

const gitlab = (renew: readonly string[]): string => `# This file is yours: nif2nix made it once and never changes it.
#
# NIX_CACHE, a variable of the project, is where built releases are pushed; without it nothing is pushed. RENEW_TOKEN, a token that may write
# to the repository, lets a pipeline of a schedule push newer inputs to the branch renew-flake. NIF2NIX is a flake with nif2nix, such as
# git+https://host/nif2nix; without it nobody looks whether the generated files are those of the project, and the schedule renews the flake's
# inputs alone.
default:
  image: nixos/nix:latest

variables:
  NIX_CONFIG: experimental-features = nix-command flakes

build:
  rules:
    - if: $CI_PIPELINE_SOURCE != "schedule"
  script:
    - ${current}
    - ${check}
    - ${build}
    - if [ -n "$NIX_CACHE" ] && [ "$CI_COMMIT_BRANCH" = "$CI_DEFAULT_BRANCH" ]; then ${push}; fi

renew:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  script:
${renew.map((line) => `    - ${line}\n`).join("")}    - git add --all
    - ${check}
    - git diff --cached --quiet && exit 0
    - git -c user.name=nix -c user.email=nix@localhost commit --message "Renew the inputs of the flake"
    - git push --force "https://renew:$RENEW_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" HEAD:renew-flake
`;

const files: Readonly<Record<CiForge, readonly [path: string, text: (renew: readonly string[]) => string]>> = {
  github: [".github/workflows/nix.yml", actions],
  gitlab: [".gitlab-ci.yml", gitlab],
  forgejo: [".forgejo/workflows/nix.yml", (renew) => actions(renew).replaceAll("uses: ", "uses: https://github.com/")],
};

/**
 * Why the workflow would not run: a forge looks for it at the root of the repository, and it calls a flake; undefined where it would.
 * @param project absolute: the folder that files are written to.
 */
export function whyNot(project: string, style: Style, fs: ReadFileSystem): string | undefined {
  if (style !== "flake") return "it calls the flake, and the style is another";
  const repository = repositoryOf(project, fs);
  return repository === undefined || repository === project
    ? undefined
    : "the project is not at the root of its repository, where a forge looks for it";
}

/**
 * The workflow of a forge: it checks, builds, pushes to a cache, and renews on a schedule.
 * @param outputs those of the flake: `update` renews more than its inputs.
 */
export function workflow(forge: CiForge, outputs: readonly OutputName[]): OutputFile {
  const [path, text] = files[forge];
  return { path, ownership: "user", text: text(renewal(outputs)) };
}
