import { type Command, type RouteMap, buildCommand, buildRouteMap } from "@stricli/core";
import type { Cli } from "./cli.ts";
import { lazily, projectCommand } from "./command.ts";
import type { BuildFlags } from "./commands/build.ts";
import type { CacheFlags } from "./commands/cache.ts";
import type { CheckFlags } from "./commands/check.ts";
import type { Shell } from "./commands/completion.ts";
import type { DepsFlags } from "./commands/deps.ts";
import type { DoctorFlags } from "./commands/doctor.ts";
import type { ExplainFlags } from "./commands/explain.ts";
import type { GraphFlags } from "./commands/graph.ts";
import type { HashFlags } from "./commands/hash.ts";
import type { InitFlags } from "./commands/init.ts";
import type { InspectFlags } from "./commands/inspect.ts";
import type { MigrateFlags } from "./commands/migrate.ts";
import type { SbomFlags } from "./commands/sbom.ts";
import type { ScanFlags } from "./commands/scan.ts";
import { type ScreenFlags, type WriteFlags, flags, given } from "./flags.ts";

const readFlags = { project: flags.project, env: flags.env, offline: flags.offline, color: flags.color } as const;
const checkFlags = { ...readFlags, rust: flags.rust, format: flags.format } as const;
const writeFlags = { ...checkFlags, dryRun: flags.dryRun, force: flags.force } as const;

function init(): Command<Cli> {
  return projectCommand<InitFlags>(
    async () => (await import("./commands/init.ts")).init,
    {
      flags: {
        ...writeFlags,
        style: flags.style,
        src: flags.src,
        outputs: flags.outputs,
        checks: flags.checks,
        yes: flags.yes,
        direnv: flags.direnv,
        ci: flags.ci,
      },
      aliases: { y: "yes" },
    },
    {
      brief: "Set up the Nix build of a Mix project",
      fullDescription:
        "Reads the project, says what it found, and writes flake.nix and nix/package.nix (yours from then on) and the generated files in nix/.",
    },
  );
}

function generate(): Command<Cli> {
  return projectCommand<WriteFlags>(
    async () => (await import("./commands/generate.ts")).generate,
    { flags: writeFlags },
    { brief: "Renew the generated files after a change of Mix files, Cargo files or NIF modules" },
  );
}

function check(): Command<Cli> {
  return projectCommand<CheckFlags>(
    async () => (await import("./commands/check.ts")).check,
    { flags: { ...checkFlags, release: flags.release } },
    {
      brief: "Say whether the generated files are up to date; writes nothing, exits 1 where they are not",
      fullDescription:
        "Says whether the generated files are what generate would write. With --release it asks a built release whether it can start: its BEAM loads every library and all code, its start script runs up to there, its configuration is held against what was read while compiling. No application is started; exits 1 where the release is dead.",
    },
  );
}

function scan(): Command<Cli> {
  return projectCommand<ScanFlags>(
    async () => (await import("./commands/scan.ts")).scan,
    { flags: { ...readFlags, format: flags.scanFormat } },
    { brief: "Print what is read from a project: its dependencies, NIF modules and crates" },
  );
}

function graph(): Command<Cli> {
  return projectCommand<GraphFlags>(
    async () => (await import("./commands/graph.ts")).graph,
    { flags: { ...readFlags, format: flags.graphFormat, changed: flags.changed, closure: flags.closure } },
    {
      brief: "Draw what the release is built from, and what an edit builds again",
      fullDescription:
        "Prints the plan as a picture: dependencies, crates, NIF modules, web assets, the release; what is native, what was compiled by others, what reads the project's configuration. A page of --format html searches, zooms and explains. Nothing is built for it.",
    },
  );
}

function migrate(): Command<Cli> {
  return projectCommand<MigrateFlags>(
    async () => (await import("./commands/migrate.ts")).migrate,
    { flags: { project: flags.project, env: flags.env, format: flags.migrateFormat, color: flags.color } },
    {
      brief: "Say what becomes of a Nix build that was written by hand; changes nothing",
      fullDescription:
        "Looks through the Nix files of the repository for what mix2nix and deps_nix wrote, fetchMixDeps, derivations of crates whose library is copied into priv/native, packages of Node, variables and shells; says of each, with its place, what nif2nix has instead, what can be deleted and what has to be carried over, and prints the lines for nif2nix.toml. Nothing is evaluated.",
    },
  );
}

function sbom(): Command<Cli> {
  return projectCommand<SbomFlags>(
    async () => (await import("./commands/sbom.ts")).sbom,
    { flags: { ...readFlags, system: flags.system } },
    {
      brief: "Print the release's bill of materials: packages, crates, published binaries",
      fullDescription:
        "Prints CycloneDX 1.6 as JSON: Hex and git dependencies of the environment, the crates that are linked into each NIF and those that run while it is built, packages of npm, archives that others compiled; with checksums, package URLs and licences, and what needs what. The same project gives the same bytes. SOURCE_DATE_EPOCH gives it a time.",
    },
  );
}

function deps(): Command<Cli> {
  return buildCommand<DepsFlags, [lock?: string], Cli>({
    loader: lazily(async () => (await import("./commands/deps.ts")).deps),
    parameters: {
      flags: { project: flags.project, color: flags.color },
      positional: {
        kind: "tuple",
        parameters: [{ brief: "mix.lock by default", placeholder: "LOCK", parse: given, optional: true }],
      },
    },
    docs: { customUsage: ["[LOCK]"], brief: "Print a deps.nix for a lock file alone" },
  });
}

function hash(): Command<Cli> {
  return projectCommand<HashFlags>(
    async () => (await import("./commands/hash.ts")).hash,
    { flags: { ...readFlags, dryRun: flags.dryRun, renew: flags.renew } },
    {
      brief: "Fill in the hashes of Git dependencies and of crates from git, in nif2nix.toml",
      fullDescription:
        "Fetches the locked commits by git and puts the hashes of their files into nif2nix.toml. The build then fetches them; without a hash Nix does, whenever it evaluates.",
    },
  );
}

function build(): Command<Cli> {
  return buildCommand<BuildFlags, readonly string[], Cli>({
    loader: lazily(async () => (await import("./commands/build.ts")).build),
    parameters: {
      flags: { project: flags.project, rawLog: flags.rawLog, color: flags.color },
      positional: {
        kind: "array",
        parameter: {
          brief:
            "What of the flake is built, the release by default; what stands after -- is given to nix build as it is",
          placeholder: "ATTRIBUTE",
          parse: String,
        },
      },
    },
    docs: {
      customUsage: ["[ATTRIBUTE]... [-- OPTION...]"],
      brief: "Build the release with nix build, and say what came out or why it failed",
      fullDescription:
        "Runs nix build in the folder of flake.nix, which may lie above. Shows what builds; of a failure the lines that matter, the cause and what to paste; of a success what is in it and what it brings along.",
    },
  });
}

function inspect(): Command<Cli> {
  return buildCommand<InspectFlags, string[], Cli>({
    loader: lazily(async () => (await import("./commands/inspect.ts")).inspect),
    parameters: {
      flags: { policy: flags.policy, beam: flags.beam, format: flags.inspectFormat, color: flags.color },
      positional: {
        kind: "array",
        minimum: 1,
        parameter: {
          brief: "A library, a release, a store path, an archive of precompiled NIFs or a Hex package",
          placeholder: "PATH",
          parse: given,
        },
      },
    },
    docs: {
      brief: "Say what compiled NIFs are built for, and whether they load in a BEAM or on a system",
      fullDescription:
        "Reads the files alone and runs nothing. Exits 1 where a library does not load under a policy that is asked for, 2 where it cannot be read.",
    },
  });
}

function doctor(): Command<Cli> {
  return projectCommand<DoctorFlags>(
    async () => (await import("./commands/doctor.ts")).doctor,
    { flags: { project: flags.project, format: flags.doctorFormat, color: flags.color } },
    {
      brief: "Look at Nix, the machine and the project for what would keep a build from working",
      fullDescription:
        "Says which Nix is there and whether flakes, the sandbox and a cache are on and whom it trusts; what git does not know of the files that the build reads; whether locks and generated files are up to date; how old the flake's inputs are; how much room the disk has; and of each whether it matters for this project. Changes nothing, and exits 1 where something is in the way.",
    },
  );
}

function explain(): Command<Cli> {
  return buildCommand<ExplainFlags, [page?: string], Cli>({
    loader: lazily(async () => (await import("./commands/explain.ts")).explain),
    parameters: {
      flags: { log: flags.log, format: flags.explainFormat, color: flags.color },
      positional: {
        kind: "tuple",
        parameters: [
          {
            brief: "A code as findings show it, NN001, or the name of a failure; without it all are listed",
            placeholder: "PAGE",
            parse: given,
            optional: true,
          },
        ],
      },
    },
    docs: {
      customUsage: ["[PAGE]"],
      brief: "Print the page of a finding or a failure, or say from a log why a build failed",
      fullDescription:
        "Prints the page of a finding's code or of a known failure. With --log it reads the log of a build that failed, from nix build, CI, Docker or mix compile, and says why: the lines that matter, the cause, what to paste. It exits 1 where the failure is not a known one.",
    },
  });
}

function cache(): Command<Cli> {
  return buildCommand<CacheFlags, [], Cli>({
    loader: lazily(async () => (await import("./commands/cache.ts")).cache),
    parameters: {
      flags: {
        clear: { kind: "boolean", default: false, withNegated: false, brief: "Remove all of it" },
        project: flags.project,
        color: flags.color,
      },
    },
    docs: { brief: "Show what is kept between runs in the user's cache, or remove it" },
  });
}

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish"];

function shell(input: string): Shell {
  const found = SHELLS.find((known) => known === input);
  if (found === undefined) throw new SyntaxError(`"${input}" is none of ${SHELLS.join(", ")}`);
  return found;
}

function completion(): Command<Cli> {
  return buildCommand<ScreenFlags, [shell: Shell], Cli>({
    loader: lazily(async () => (await import("./commands/completion.ts")).completion),
    parameters: {
      flags: { color: flags.color },
      positional: {
        kind: "tuple",
        parameters: [{ brief: SHELLS.join(", "), placeholder: "SHELL", parse: shell }],
      },
    },
    docs: {
      brief: "Print the completion script of a shell",
      fullDescription: [
        "Prints a script that completes commands, flags and their values.",
        "  bash: nif2nix completion bash > ~/.local/share/bash-completion/completions/nif2nix",
        '  zsh:  nif2nix completion zsh > "${fpath[1]}/_nif2nix"',
        "  fish: nif2nix completion fish > ~/.config/fish/completions/nif2nix.fish",
      ].join("\n"),
    },
  });
}

/** All commands. */
export function routes(): RouteMap<Cli> {
  return buildRouteMap({
    routes: {
      init: init(),
      generate: generate(),
      check: check(),
      scan: scan(),
      graph: graph(),
      sbom: sbom(),
      migrate: migrate(),
      deps: deps(),
      hash: hash(),
      build: build(),
      inspect: inspect(),
      doctor: doctor(),
      explain: explain(),
      cache: cache(),
      completion: completion(),
    },
    docs: {
      brief: "Nix builds for Elixir projects, native code included",
      fullDescription:
        "Reads Mix and Cargo files without running anything, and writes the Nix files that build the release: dependencies, NIFs in Rust and C, web assets.",
    },
  });
}
