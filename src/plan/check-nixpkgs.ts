import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import type { AssetsPlan, BuildPlan, DependencyNifs, FetchedSource } from "./build-plan.ts";
import { isStable } from "./plan-toolchain.ts";

/** What cannot be written in a package, why, and what to do. */
type Obstacle = readonly [what: string, why: string, todo: string];

/** Reports what of a plan has no form among the packages of nixpkgs. */
export function checkNixpkgs(plan: BuildPlan, place: Place, diagnostics: DiagnosticSink): void {
  for (const [what, why, todo] of obstacles(plan)) diagnostics.report("not-for-nixpkgs", place, { what, why, todo });
}

function obstacles(plan: BuildPlan): readonly Obstacle[] {
  const { package: own, crates, deps, natives, nifs, node, make, assets } = plan;
  const [release] = own.releases;
  const config = own.configPath.split("/").at(-1) ?? "";
  const outside = "Build it from a flake of its own (`nif2nix init`)";
  return [
    ...deps.flatMap(({ app, source }) => ofSource(app, source)),
    ...crates.flatMap(({ pname, toolchain }): Obstacle[] =>
      toolchain === null || isStable(toolchain)
        ? []
        : [
            [
              `the crate ${pname}`,
              `nixpkgs has no Rust ${toolchain.channel}`,
              `Say [crate.${pname}] toolchain = "nixpkgs" in nif2nix.toml, where the crate builds with that`,
            ],
          ],
    ),
    ...natives.flatMap(ofNatives),
    ...nifs.flatMap(({ module, published }): Obstacle[] =>
      published === null
        ? []
        : [[module, "its library is one that others compiled", "Keep the crate in the repository"]],
    ),
    ...nifs.flatMap(({ module, systems }): Obstacle[] =>
      systems === null ? [] : [[module, "what it loads is another library on each system", outside]],
    ),
    ...(node !== null && node.modules.length > 0
      ? [
          [
            "web assets with packages of Node",
            "nixpkgs wants their fetcher's hash, which is not computed here",
            outside,
          ] as const,
        ]
      : []),
    ...assets.flatMap(ofAssets),
    ...plan.frontEnds.map(({ directory }): Obstacle => [
      `the front end in ${directory}`,
      "it is built by commands of its own before the project",
      outside,
    ]),
    ...plan.tasks.map((task): Obstacle => [
      `the task ${task}`,
      "it is asked for by nif2nix.toml, and not by the project",
      outside,
    ]),
    ...(make !== null &&
    (make.checkouts.length > 0 || Object.values(make.inputs.env).some((each) => typeof each !== "string"))
      ? [["the project's own Makefile", "it clones or downloads while it builds", outside] as const]
      : []),
    ...(Object.keys(own.archives).length > 0
      ? [["the archives of Mix that mix.exs asks for", "nixpkgs' builder has no place for them", outside] as const]
      : []),
    ...(release !== undefined && release.applications !== null
      ? [
          [
            "an umbrella without releases",
            "what a release holds would be chosen here",
            "Define `releases:` in mix.exs",
          ] as const,
        ]
      : []),
    ...(deps.some(({ configured }) => configured) && config !== "config.exs"
      ? [
          [
            `the configuration in ${own.configPath}`,
            "dependencies are compiled with one that is called config.exs",
            outside,
          ] as const,
        ]
      : []),
    ...(deps.some(({ configured }) => configured) && Object.keys(own.configEnv).length > 0
      ? [["`env` under [build] of nif2nix.toml", "dependencies would be configured without it", outside] as const]
      : []),
    ...names(plan).flatMap((name): Obstacle[] =>
      plain.test(name)
        ? []
        : [
            [
              JSON.stringify(name),
              "a name of other characters than letters, digits and . _ - / is not written into configuration",
              outside,
            ],
          ],
    ),
  ];
}

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

function ofAssets({ directory, task }: AssetsPlan): readonly Obstacle[] {
  return plain.test(directory) && plain.test(task)
    ? []
    : [[`the task ${task}`, "it is written in odd characters", "Rename the alias"]];
}
