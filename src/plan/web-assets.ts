import type { NodeLink, NodeManager, NodeSource, NodeSystems } from "../model/assets.ts";

export interface AssetsPlan {
  /** Folder of the Mix project, relative to the one that is built. */
  readonly directory: string;
  /** The Mix task or alias. */
  readonly task: string;
  readonly tools: readonly AssetTool[];
}

/** Whether `mix release` itself runs it, by an alias of that name. */
export const isInRelease = ({ task }: AssetsPlan): boolean => task === "release";

export interface FrontEndPlan {
  /** Relative to the Mix project that is built. */
  readonly directory: string;
  /** Commands of a shell. */
  readonly commands: readonly string[];
}

export interface NodePlan {
  /** The attribute of nixpkgs: "nodejs_22", or "nodejs" for its default. */
  readonly package: string;
  /** Package managers besides npm, which comes with Node. */
  readonly managers: readonly Exclude<NodeManager, "npm">[];
  readonly modules: readonly NodeModulesPlan[];
}

/** The node_modules of one lock file. Paths are relative to `base`, except where they say otherwise. */
export interface NodeModulesPlan {
  /** The folder that holds all of them, relative to the Mix project: that itself, or one above it for a front end beside it. */
  readonly base: string;
  /** The folders named node_modules, none inside another. */
  readonly folders: readonly string[];
  /** Mix dependencies that packages link to or that hold node_modules: they must be writable copies in deps/. */
  readonly dependencies: readonly string[];
  readonly packages: readonly NodePackagePlan[];
  readonly links: readonly NodeLink[];
  readonly copies: readonly NodeLink[];
}

export interface NodePackagePlan {
  readonly paths: readonly string[];
  /** A file's path is as seen from nix/. */
  readonly source: NodeSource;
  readonly systems: NodeSystems | null;
  readonly optional: boolean;
  readonly patchFromNix: string | null;
}

/** `config :app, path: "${package}${path}"` keeps an application from downloading its tool. */
export interface AssetTool {
  readonly app: string;
  readonly package: string;
  readonly path: string;
}
