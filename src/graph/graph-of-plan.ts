import type { Project } from "../model/project.ts";
import { differs, groupedBy, type PerSystem } from "../model/systems.ts";
import { knownOr } from "../model/unknown.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { CrateDerivation } from "../plan/crate-derivation.ts";
import type { DependencyDerivation, DependencyNifs } from "../plan/dependency-derivation.ts";
import type { NifPlacement } from "../plan/nif-placement.ts";
import { releasedCrates } from "../plan/released-crates.ts";
import type { Graph, GraphEdge, GraphNode, Mark } from "./graph.ts";

/**
 * A plan as a graph. Edges lead from what is built first to what is made of it; a release has an edge from each dependency
 * that mix.exs names itself or that nothing else of the plan needs.
 */
export function graphOf(project: Project, plan: BuildPlan): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const add = (node: GraphNode): void => void (nodes.has(node.id) || nodes.set(node.id, node));
  const join = (from: string, to: string): void => void edges.set(`${from}\n${to}`, { from, to });

  const releases = plan.package.releases.map((release) => ({ ...release, id: `release:${release.pname}` }));
  for (const { id, pname, version, applications } of releases) {
    const of = applications === null ? [] : [["applications", applications.join(", ")] as const];
    add({
      id,
      kind: "release",
      label: pname,
      version,
      marks: [],
      details: [
        ["environment", plan.package.mixEnv],
        ["Erlang/OTP", plan.beam.erlangWhy],
        ["Elixir", plan.beam.elixirWhy],
        ...of,
      ],
    });
  }
  for (const app of project.apps) {
    const name = knownOr(app.app, null);
    if (name === null) continue;
    add({ ...node("application", name), version: knownOr(app.version, null), details: [["folder", app.path]] });
    for (const release of releases) {
      if (release.applications === null || release.applications.includes(name)) join(`application:${name}`, release.id);
    }
  }

  const natives = new Map(plan.natives.map((each) => [each.app, each]));
  const notStarted = new Set(
    [project.mix, ...project.apps].flatMap((mix) =>
      knownOr(mix.declaredDeps, []).flatMap(({ app, runtime }) => (runtime === false ? [app] : [])),
    ),
  );
  for (const dep of plan.deps) {
    const node = dependency(dep, natives.get(dep.app));
    const started: GraphNode["details"] = notStarted.has(dep.app) ? [["started", "no: runtime: false in mix.exs"]] : [];
    add({ ...node, details: [...node.details, ...started] });
  }
  for (const dep of plan.deps)
    for (const required of dep.requires) join(`dependency:${required}`, `dependency:${dep.app}`);
  for (const crate of releasedCrates(plan)) add(crateNode(crate));

  const ofProject = (nif: NifPlacement): readonly string[] =>
    releases.filter(({ without }) => !without.includes(nif.module)).map(({ id }) => id);
  for (const nif of plan.nifs) {
    const id = `module:${nif.module}`;
    const prebuilt = nif.published !== null;
    add({
      ...node("module", nif.module),
      marks: prebuilt ? ["native", "prebuilt"] : ["native"],
      details: library(nif),
    });
    if (nif.crate !== null) join(`crate:${nif.crate}`, id);
    if (prebuilt) joinArchive(nif.module, nif.published.baseUrl, add, join);
    for (const release of ofProject(nif)) join(id, release);
  }
  for (const { crate } of plan.programs) for (const release of releases) join(`crate:${crate}`, release.id);
  for (const { app, modules } of plan.natives) {
    for (const { module, crate, precompiled } of modules) {
      const id = `module:${module}`;
      const marks: Mark[] = precompiled === null ? ["native"] : ["native", "prebuilt"];
      add({ ...node("module", module), marks, details: [["in", app]] });
      if (crate !== null) join(`crate:${crate}`, id);
      if (precompiled !== null) joinArchive(module, precompiled.baseUrl, add, join);
      join(id, `dependency:${app}`);
    }
  }
  const built = [
    ...plan.frontEnds.map(({ directory, commands }) => ({ directory, task: commands.join(" && "), tools: [] })),
    ...plan.assets,
  ];
  for (const { directory, task, tools } of built) {
    const id = `assets:${directory}`;
    const made = tools.map(({ app, package: name }) => [app, `${name} of nixpkgs`] as const);
    add({ ...node("assets", directory), label: task, details: [["folder", directory], ...made] });
    for (const release of releases) join(id, release.id);
    for (const { folders, packages } of plan.node?.modules ?? []) {
      const [folder = "node_modules"] = folders;
      add({
        ...node("packages", folder),
        details: [
          ["packages", String(packages.length)],
          ["folders", folders.join(", ")],
        ],
      });
      join(`packages:${folder}`, id);
    }
  }
  joinDependencies(
    project,
    plan,
    releases.map(({ id }) => id),
    join,
  );
  return {
    title: plan.package.releases[0]?.pname ?? "project",
    nodes: [...nodes.values()],
    edges: [...edges.values()].filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
  };
}

type Join = (from: string, to: string) => void;

function node(kind: GraphNode["kind"], name: string): GraphNode {
  return { id: `${kind}:${name}`, kind, label: name, version: null, marks: [], details: [] };
}

/** An umbrella's applications are compiled in its releases, and name their dependencies themselves. */
function joinDependencies(project: Project, plan: BuildPlan, releases: readonly string[], join: Join): void {
  const named = new Set<string>();
  for (const mix of [project.mix, ...project.apps]) {
    const app = knownOr(mix.app, null);
    const users = mix === project.mix || app === null ? releases : [`application:${app}`];
    for (const declared of knownOr(mix.declaredDeps, [])) {
      if (declared.app === app) continue;
      named.add(declared.app);
      for (const user of users) join(`dependency:${declared.app}`, user);
      if (mix !== project.mix) for (const user of users) join(`application:${declared.app}`, user);
    }
  }
  const needed = new Set(plan.deps.flatMap(({ requires }) => requires));
  for (const { app } of plan.deps) {
    if (!named.has(app) && !needed.has(app)) for (const release of releases) join(`dependency:${app}`, release);
  }
}

function dependency(dep: DependencyDerivation, native: DependencyNifs | undefined): GraphNode {
  const { app, source, builder, configured, sourceOnly } = dep;
  const prebuilt =
    native !== undefined && (native.way === "prebuilt" || native.make?.way === "prebuilt" || native.cached !== null);
  const marks: Mark[] = [
    ...(native === undefined ? [] : (["native"] as const)),
    ...(prebuilt ? (["prebuilt"] as const) : []),
    ...(configured ? (["configured"] as const) : []),
  ];
  const from: GraphNode["details"] =
    source.kind === "hex"
      ? [
          [
            "Hex package",
            `${source.package} ${source.version}${source.repository === null ? "" : ` of ${source.repository.url}`}`,
          ],
        ]
      : [
          ["Git", source.url],
          ["commit", source.rev],
        ];
  const by: GraphNode["details"] = sourceOnly
    ? [["built", "no, its files are taken as they are"]]
    : [["builder", dep.together ? `${builder}, in one derivation with others` : builder]];
  const way: GraphNode["details"] =
    native === undefined ? [] : [["native code", prebuilt ? "as its authors published it" : "built from its sources"]];
  return { ...node("dependency", app), version: dep.version, marks, details: [...from, ...by, ...way] };
}

function crateNode(crate: CrateDerivation): GraphNode {
  const { attr, pname, version, builder, features, source, toolchain, mode } = crate;
  const details: GraphNode["details"] = [
    [
      "sources",
      source.kind === "local"
        ? source.files.join(", ")
        : `of ${source.source.kind === "hex" ? source.source.package : source.source.url}`,
    ],
    ["builder", builder],
    ["profile", spoken(mode)],
    ...(Array.isArray(features) && features.length === 0 ? [] : ([["features", spoken(features)]] as const)),
    ...(toolchain?.channel == null ? [] : ([["toolchain", toolchain.channel]] as const)),
  ];
  return { id: `crate:${attr}`, kind: "crate", label: pname, version, marks: ["native"], details };
}

/** For people: what differs with the systems that have it. */
function spoken(value: PerSystem<string | readonly string[]>): string {
  const text = (one: string | readonly string[]): string => (typeof one === "string" ? one : one.join(", ") || "none");
  if (!differs(value)) return text(value);
  return groupedBy((system) => value.onSystems[system])
    .map(([one, where]) => `${text(one)} (${where.join(", ")})`)
    .join("; ");
}

const library = ({ library: path, loadApp }: NifPlacement): GraphNode["details"] =>
  path === null ? [] : [["library", `${path} of ${loadApp}`]];

function joinArchive(module: string, url: string | null, add: (node: GraphNode) => void, join: Join): void {
  const whence: GraphNode["details"] = url === null ? [] : [["whence", url]];
  add({ ...node("archive", module), label: `archive of ${module}`, marks: ["prebuilt"], details: whence });
  join(`archive:${module}`, `module:${module}`);
}
