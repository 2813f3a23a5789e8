import type { BuildPlan } from "../plan/build-plan.ts";
import { megabytes } from "../text/megabytes.ts";
import type { Graph, GraphNode } from "./graph.ts";

/** A release that was built, as its sizes are asked for. */
export interface BuiltRelease {
  /** Folders of its lib/: "jason-1.4.4". */
  readonly applications: readonly string[];
  /** Bytes of a file or a folder in the release; 0 where there is none. */
  bytesOf(path: string): number;
  /** Of what it needs in the store, itself included; null where Nix does not say. */
  readonly closure: {
    readonly size: number;
    readonly paths: number;
    readonly largest: readonly { readonly name: string; readonly size: number }[];
  } | null;
}

/**
 * The graph with the size of each part that is in a release: of an application its folder, of a NIF module its library, of the release
 * all that it needs in the store. What is not in it has no size.
 */
export function withSizes(graph: Graph, plan: BuildPlan, release: BuiltRelease): Graph {
  const libraries = new Map(
    [...plan.nifs, ...plan.natives.flatMap(({ modules }) => modules)].flatMap(({ module, loadApp, library }) =>
      library === null ? [] : [[module, [loadApp, library] as const] as const],
    ),
  );
  const folderOf = (app: string): string | undefined =>
    release.applications.find((name) => name.startsWith(`${app}-`) && /^\d/.test(name.slice(app.length + 1)));
  const sizeOf = ({ id, kind }: GraphNode): number => {
    const name = id.slice(kind.length + 1);
    if (kind === "release") return release.closure?.size ?? release.bytesOf(".");
    const [app, library] = kind === "module" ? (libraries.get(name) ?? [name, null]) : [name, null];
    if (kind !== "module" && kind !== "dependency" && kind !== "application") return 0;
    const folder = folderOf(app);
    if (folder === undefined || (kind === "module" && library === null)) return 0;
    return release.bytesOf(library === null ? `lib/${folder}` : `lib/${folder}/${library}.so`);
  };
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const size = sizeOf(node);
      if (size === 0) return node;
      const closure = node.kind === "release" ? closureDetails(release) : [];
      return { ...node, size, details: [...node.details, ["size", megabytes(size)], ...closure] };
    }),
  };
}

function closureDetails({ closure, bytesOf }: BuiltRelease): GraphNode["details"] {
  const own: GraphNode["details"] = [["of its own", megabytes(bytesOf("."))]];
  if (closure === null) return own;
  const largest = closure.largest.map(({ name, size }) => `${name} ${megabytes(size)}`).join(", ");
  return [...own, ["store paths", String(closure.paths)], ["largest", largest]];
}
