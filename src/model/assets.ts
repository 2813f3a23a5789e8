import type { Place } from "./source.ts";
import type { Known } from "./unknown.ts";

/** What a web application's alias `assets.deploy` needs: tools that Mix would download, packages that npm would. */
export interface Assets {
  /** Folder of the Mix project that has the alias, relative to this one. */
  readonly project: string;
  /** The alias. */
  readonly task: string;
  /** Applications among the dependencies that run a tool: "esbuild", "tailwind", "dart_sass". */
  readonly tools: readonly string[];
  /** The version that the configuration asks of each tool; null where it asks for none. */
  readonly versions: Readonly<Record<string, Known<string | null>>>;
  /** Programs of JavaScript that the alias calls, as far as it can be known. */
  readonly programs: readonly NodeProgram[];
  /** What lies in the node_modules of its folders: one for each lock file. */
  readonly nodeModules: readonly NodeModules[];
}

/** A front end that the settings have built, beside what Mix does. */
export interface FrontEnd {
  /** Relative to the project. */
  readonly folder: string;
  /** Commands of a shell, which run there. */
  readonly commands: readonly string[];
  /** Programs of JavaScript that they call. */
  readonly programs: readonly NodeProgram[];
  readonly nodeModules: readonly NodeModules[];
}

/** The Node that a project asks for. */
export interface NodeRequest {
  /** A version, a name of nvm's or a range of npm's: "22.11.0", "lts/jod", ">=20". */
  readonly text: string;
  readonly place: Place;
}

export type NodeManager = "npm" | "pnpm" | "yarn" | "bun";
export type NodeProgram = NodeManager | "node";

/** What a lock file says of node_modules. Paths are relative to the project nif2nix runs in. */
export interface NodeModules {
  readonly lockFile: string;
  readonly manager: NodeManager;
  readonly packages: readonly NodePackage[];
  /** Symbolic links to other packages of the lock, or to folders of the project. */
  readonly links: readonly NodeLink[];
  /** Folders of the project that the package manager copies to where they are used. */
  readonly copies: readonly NodeLink[];
  /** Packages whose scripts would run when they are installed, as far as the lock says. */
  readonly withScripts: readonly string[];
  readonly place: Place;
}

export interface NodePackage {
  readonly name: string;
  readonly version: string;
  /** Where it lies: each a folder below some node_modules. */
  readonly paths: readonly string[];
  readonly source: NodeSource;
  /** The systems that an optional package is for; null = all. */
  readonly systems: NodeSystems | null;
  /** It may be missing where its own package.json says that it is for another system. */
  readonly optional: boolean;
  /** A patch that is applied to it, a file of the project. */
  readonly patch: string | null;
  /** As npm's lock has it; absent where the lock says nothing of it. */
  readonly license?: string;
}

export type NodeSource =
  | { readonly kind: "tarball"; readonly url: string; /** SRI, one that Nix knows. */ readonly hash: string }
  | { readonly kind: "git"; readonly url: string; readonly rev: string }
  /** A tarball that is a file of the project. */
  | { readonly kind: "file"; readonly path: string };

/** Names as Node has them, "!" before those that are left out; empty = any. */
export interface NodeSystems {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}

export interface NodeLink {
  readonly path: string;
  readonly target: string;
}
