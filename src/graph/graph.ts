/** What a build plan is made of, as a picture needs it: derivations and what they are put together from. */
export interface Graph {
  /** The project's name. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export const nodeKinds = [
  "release",
  "application",
  "dependency",
  "crate",
  "module",
  "archive",
  "assets",
  "packages",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

export interface GraphNode {
  /** The kind and a name, unique in the graph: "dependency:jason". */
  readonly id: string;
  readonly kind: NodeKind;
  /** The name in the project's words. */
  readonly label: string;
  readonly version: string | null;
  /** Bytes in a built release, where one was looked at. */
  readonly size?: number;
  /** What it brings along: compiled code, somebody's binary, a dependence on the project's configuration. */
  readonly marks: readonly Mark[];
  /** For people, each a name and a value: where its sources come from, by which way, with which features. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** "native": it compiles or holds machine code. "prebuilt": somebody else compiled that. "configured": it reads the project's configuration. */
export type Mark = "native" | "prebuilt" | "configured";

/** `to` is made of `from`: a change of `from` builds `to` again. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}
