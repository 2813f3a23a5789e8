import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import type { BuildPlan } from "./build-plan.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import type { DependencyNifs } from "./dependency-derivation.ts";
import type { FetchedSource } from "./fetched-source.ts";
import { isStable } from "./plan-toolchain.ts";

/** What cannot be written in a package, why, and what to do. */
type Obstacle = readonly [what: string, why: string, todo: string];

/** Reports what of a plan has no form among the packages of nixpkgs. */
export function checkNixpkgs(plan: BuildPlan, place: Place, diagnostics: DiagnosticSink): void {
  for (const found of obstacles)
    for (const [what, why, todo] of found(plan)) diagnostics.report("not-for-nixpkgs", place, { what, why, todo });
}

const OUTSIDE = "Build it from a flake of its own (`nif2nix init`)";

/** A row of the table: in which plans something stands in the way, or which things of a plan do. */
const obstacle =
  (whats: (plan: BuildPlan) => boolean | readonly string[], what: string, why: string, todo = OUTSIDE) =>
  (plan: BuildPlan): readonly Obstacle[] => {
    const found = whats(plan);
    const names = typeof found === "boolean" ? (found ? [""] : []) : found;
    return names.map((name) => [what.replace("{}", () => name), why, todo]);
  };

const isConfigured = ({ deps }: BuildPlan): boolean => deps.some(({ configured }) => configured);

/** In the order in which they are said. */
const obstacles: readonly ((plan: BuildPlan) => readonly Obstacle[])[] = [
  ({ deps }) => deps.flatMap(({ app, source }) => ofSource(app, source)),
  ({ crates }) => crates.flatMap(ofCrate),
  ({ natives }) => natives.flatMap(ofNatives),
  obstacle(
    ({ nifs }) => nifs.flatMap(({ module, published }) => (published === null ? [] : [module])),
    "{}",
    "its library is one that others compiled",
    "Keep the crate in the repository",
  ),
  obstacle(
    ({ nifs, natives }) =>
      [...nifs, ...natives.flatMap(({ modules }) => modules)].flatMap(({ module, systems }) =>
        systems === null ? [] : [module],
      ),
    "{}",
    "what it loads is another library on each system",
  ),
  obstacle(
    ({ node }) => node !== null && node.modules.length > 0,
    "web assets with packages of Node",
    "nixpkgs wants their fetcher's hash, which is not computed here",
  ),
  obstacle(
    ({ assets }) => assets.flatMap(({ directory, task }) => (plain.test(directory) && plain.test(task) ? [] : [task])),
    "the task {}",
    "it is written in odd characters",
    "Rename the alias",
  ),
  obstacle(
    ({ frontEnds }) => frontEnds.map(({ directory }) => directory),
    "the front end in {}",
    "it is built by commands of its own before the project",
  ),
  obstacle(({ tasks }) => tasks, "the task {}", "it is asked for by nif2nix.toml, and not by the project"),
  obstacle(
    ({ make }) =>
      make !== null &&
      (make.checkouts.length > 0 || Object.values(make.inputs.env).some((each) => typeof each !== "string")),
    "the project's own Makefile",
    "it clones or downloads while it builds",
  ),
  obstacle(
    ({ package: { archives } }) => Object.keys(archives).length > 0,
    "the archives of Mix that mix.exs asks for",
    "nixpkgs' builder has no place for them",
  ),
  obstacle(
    ({ package: { releases } }) => releases[0] !== undefined && releases[0].applications !== null,
    "an umbrella without releases",
    "what a release holds would be chosen here",
    "Define `releases:` in mix.exs",
  ),
  obstacle(
    (plan) =>
      isConfigured(plan) && !/(?:^|\/)config\.exs$/.test(plan.package.configPath) ? [plan.package.configPath] : [],
    "the configuration in {}",
    "dependencies are compiled with one that is called config.exs",
  ),
  obstacle(
    (plan) => isConfigured(plan) && Object.keys(plan.package.configEnv).length > 0,
    "`env` under [build] of nif2nix.toml",
    "dependencies would be configured without it",
  ),
  obstacle(
    (plan) => names(plan).flatMap((name) => (plain.test(name) ? [] : [JSON.stringify(name)])),
    "{}",
    "a name of other characters than letters, digits and . _ - / is not written into configuration",
  ),
];

/** What stands in lines of configuration and of the shell as it is. */
const plain = /^[A-Za-z0-9_./-]+$/;

function names({ nifs, natives, crates, package: own }: BuildPlan): readonly string[] {
  const modules = [...nifs, ...natives.flatMap((each) => each.modules)];
  return [
    ...modules.flatMap(({ module, configApp, loadApp, library }) => [module, configApp ?? "", loadApp, library ?? ""]),
    ...nifs.flatMap(({ directory, artifact }) => [directory, artifact?.basename ?? ""]),
    ...natives.flatMap((each) => [each.app, ...each.scripts]),
    ...crates.flatMap(({ libName, attr }) => [libName, attr]),
    own.configPath,
    own.configFolder,
  ].filter((name) => name !== "");
}

function ofSource(app: string, source: FetchedSource): readonly Obstacle[] {
  if (source.kind === "git" && source.hash === null)
    return [[app, "it comes from git, and nixpkgs fetches by a hash", "Run `nif2nix hash`, which fills it in"]];
  if (source.kind === "hex" && source.repository !== null)
    return [
      [
        app,
        "it is of a private repository",
        "Build it from a flake of its own: packages of nixpkgs are made of what everybody can fetch",
      ],
    ];
  return [];
}

function ofCrate({ pname, toolchain }: CrateDerivation): readonly Obstacle[] {
  if (toolchain === null || isStable(toolchain)) return [];
  const todo = `Say [crate.${pname}] toolchain = "nixpkgs" in nif2nix.toml, where the crate builds with that`;
  return [[`the crate ${pname}`, `nixpkgs has no Rust ${toolchain.channel}`, todo]];
}

function ofNatives({ app, way, make, cached, checkouts, sourceFolders, inputs }: DependencyNifs): readonly Obstacle[] {
  const byHand = `Write what it needs under [package.${app}] in nif2nix.toml, or its package by hand`;
  if (way === "prebuilt" || make?.way === "prebuilt" || cached !== null)
    return [
      [
        app,
        "its library is one that others compiled, and nixpkgs builds from sources",
        `Say [package.${app}] way = "source" in nif2nix.toml`,
      ],
    ];
  if (checkouts.length > 0) return [[app, "its build clones a repository", byHand]];
  if (sourceFolders.length > 0) return [[app, "it names a folder of its sources in code", byHand]];
  const fetches = Object.values(inputs.env).some(
    (value) => typeof value === "object" && ("url" in value || "files" in value),
  );
  return fetches ? [[app, "its build is given a file that is fetched", byHand]] : [];
}
