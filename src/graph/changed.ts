import { isInside, joinPath } from "../model/paths.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { groupBy } from "../text/group-by.ts";
import type { Graph } from "./graph.ts";
import type { Rebuilt } from "./render/document.ts";

/**
 * What an edit builds again: the nodes that read one of `changes` themselves, and all that is made of them.
 * @param changes files or folders relative to the project, or names of dependencies and crates, as after a new version of one.
 */
export function rebuiltBy(graph: Graph, plan: BuildPlan, changes: readonly string[]): readonly Rebuilt[] {
  const names = new Map(graph.nodes.map((node) => [node.id, node]));
  const why = new Map<string, string>();
  for (const change of changes) {
    const path = joinPath(change);
    for (const { id, kind, label } of graph.nodes) {
      if (label === change && (kind === "dependency" || kind === "crate")) why.set(id, `${change} is another`);
    }
    for (const [id, reads] of readers(plan)) {
      if (why.has(id) || !names.has(id) || !reads(path)) continue;
      why.set(id, id.startsWith("dependency:") ? `its configuration may stand in ${path}` : `it reads ${path}`);
    }
  }
  const users = groupBy(graph.edges, ({ from }) => from);
  const batches = groupBy(
    plan.deps.filter(({ together }) => together),
    ({ configured }) => String(configured),
  );
  const batchOf = new Map(
    [...batches.values()].flatMap((all) =>
      all.map(({ app }): [string, BuildPlan["deps"]] => [`dependency:${app}`, all]),
    ),
  );
  for (const [id] of why) {
    const label = names.get(id)?.label;
    for (const { app } of batchOf.get(id) ?? []) {
      if (!why.has(`dependency:${app}`)) why.set(`dependency:${app}`, `compiled together with ${label}`);
    }
    for (const { to } of users.get(id) ?? []) {
      if (!why.has(to)) why.set(to, `made of ${label}`);
    }
  }
  return [...why].map(([id, reason]) => ({ id, why: reason }));
}

type Reads = (path: string) => boolean;

/** What Mix reads in the folder of a project (src/emit/library/sources.nix, `ofMix`). */
const readByMix = ["mix.exs", "mix.lock", "lib", "src", "include", "priv", "rel"];

/** What no derivation takes of the project (src/emit/library/sources.nix, `isSource`). */
const readByNobody =
  /(?:^|\/)(?:_build|deps|cover|node_modules|target|Dockerfile|erl_crash\.dump|\.(?:git|direnv|elixir_ls|env|github|dockerignore|(?:credo|formatter)\.exs))(?:\/|$)/;

/** A folder that changed holds what is read, or lies in it. */
function readsOf(paths: readonly string[], except: readonly string[]): Reads {
  return (path) =>
    !readByNobody.test(path) &&
    !except.some((each) => isInside(each, path)) &&
    paths.some((each) => isInside(each, path) || isInside(path, each));
}

/** For each node that reads files of the project, whether a file is one of them. */
function readers({ crates, deps, package: of, node }: BuildPlan): readonly (readonly [id: string, reads: Reads])[] {
  const fromNix = (path: string): string => joinPath("nix", path);
  const root = fromNix(of.rootFromNix);
  const below = (base: string, paths: readonly string[]): readonly string[] =>
    paths.map((path) => joinPath(base, path));
  const sources = [...of.projects.flatMap((folder) => below(folder, readByMix)), ...of.sources];
  const release = readsOf(below(root, sources), below(root, of.except));
  const config = readsOf(below(root, of.configFiles), []);
  return [
    ...of.releases.map(({ pname }) => [`release:${pname}`, release] as const),
    ...crates.flatMap(({ attr, source, cargoLockFromNix }) =>
      source.kind !== "local"
        ? []
        : [
            [
              `crate:${attr}`,
              readsOf(
                [...below(fromNix(source.rootFromNix), source.files), fromNix(cargoLockFromNix)],
                below(fromNix(source.rootFromNix), source.except),
              ),
            ] as const,
          ],
    ),
    ...deps.flatMap(({ app, configured }) => (configured ? [[`dependency:${app}`, config] as const] : [])),
    ...(node?.modules ?? []).flatMap(({ folders: [folder = "node_modules"] }) => {
      const beside = joinPath(folder, "..");
      return [
        [
          `packages:${folder}`,
          (path: string) => joinPath(path, "..") === beside && /lock|package\.json$/.test(path),
        ] as const,
      ];
    }),
  ];
}
