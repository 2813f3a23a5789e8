import { parseVersion } from "../elixir/version/version.ts";
import type { Assets } from "../model/assets.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";
import type { AssetsPlan, AssetTool } from "./web-assets.ts";

/** Tools of nixpkgs that stand in for downloads, by the application that would download them. */
const executables: Readonly<Record<string, AssetTool>> = {
  esbuild: { app: "esbuild", package: "esbuild", path: "/bin/esbuild" },
  dart_sass: { app: "dart_sass", package: "dart-sass", path: "/bin/sass" },
};

/** How the assets of each web application are built in the release. */
export function planAssets(project: Project): readonly AssetsPlan[] {
  return project.assets.map((assets) => ({
    directory: assets.project,
    task: assets.task,
    tools: assets.tools.flatMap((tool) => executables[tool] ?? tailwind(assets, project)),
  }));
}

/** nixpkgs has one package for each major version, and the two read different configuration files. */
function tailwind(assets: Assets, project: Project): AssetTool {
  const asked = parseVersion(knownOr(assets.versions["tailwind"] ?? null, null) ?? "");
  const major = asked?.major ?? defaultTailwind(project);
  return { app: "tailwind", package: major >= 4 ? "tailwindcss_4" : "tailwindcss_3", path: "/bin/tailwindcss" };
}

/** What the tailwind package downloads where nothing is configured: version 4 since 0.4 (its CHANGELOG). */
function defaultTailwind(project: Project): number {
  const source = project.deps.find((dep) => dep.app === "tailwind")?.source;
  const version = source?.kind === "hex" ? parseVersion(source.version) : undefined;
  return version !== undefined && version.major === 0 && version.minor < 4 ? 3 : 4;
}
