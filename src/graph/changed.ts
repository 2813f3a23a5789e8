import { isInside, joinPath } from "../model/paths.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { Graph } from "./graph.ts";
import { groupBy } from "./reduce.ts";
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
      if (!why.has(id) && names.has(id) && reads(path)) why.set(id, `it reads ${path}`);
    }
  }
  const users = groupBy(graph.edges, ({ from }) => from);
  for (const [id] of why) {
    for (const { to } of users.get(id) ?? []) {
      if (!why.has(to)) why.set(to, `made of ${names.get(id)?.label}`);
    }
  }
  return [...why].map(([id, reason]) => ({ id, why: reason }));
}

type Reads = (path: string) => boolean;

/** For each node that reads files of the project, whether a file is one of them. */
function readers({ crates, deps, package: of, node }: BuildPlan): readonly (readonly [id: string, reads: Reads])[] {
  const touches =
    (paths: readonly string[]): Reads =>
    (path) =>
      paths.some((each) => isInside(each, path) || isInside(path, each));
  const fromNix = (path: string): string => joinPath("nix", path);
  const root = fromNix(of.rootFromNix);
  const sources = (of.sources ?? ["."]).map((path) => joinPath(root, path));
  const config = touches([joinPath(root, of.configFolder)]);
  const generated = touches(["nix", "flake.nix", "flake.lock", "nif2nix.toml"]);
  const release: Reads = (path) => touches(sources)(path) && !generated(path);
  return [
    ...of.releases.map(({ pname }) => [`release:${pname}`, release] as const),
    ...crates.flatMap(({ attr, source, cargoLockFromNix }) =>
      source.kind !== "local"
        ? []
        : [
            [
              `crate:${attr}`,
              touches([
                ...source.files.map((file) => joinPath(fromNix(source.rootFromNix), file)),
                fromNix(cargoLockFromNix),
              ]),
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
