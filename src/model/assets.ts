import type { Known } from "./unknown.ts";

/** What a web application's alias `assets.deploy` needs: tools that Mix would download, packages that npm would. */
export interface Assets {
  /** Folder of the Mix project that has the alias, relative to this one. */
  readonly project: string;
  /** The alias. */
  readonly task: string;
  /** Applications among the dependencies that run a tool: "esbuild", "tailwind", "dart_sass". */
  readonly tools: readonly string[];
  /** The version that the configuration asks tailwind for; null where it asks for none. */
  readonly tailwindVersion: Known<string | null>;
  /** The folder of package.json, relative to this project; null where there is none with dependencies. */
  readonly packages: NodePackages | null;
}

export interface NodePackages {
  readonly folder: string;
  readonly manager: "npm" | "pnpm" | "yarn" | null;
}
