import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { keywordGet } from "../mix/keyword-get.ts";

/**
 * Whether the configuration of an application names a manifest of digested files (Phoenix.Endpoint, `cache_static_manifest`),
 * which the endpoint reads when it starts.
 */
export function hasStaticManifest(app: string, config: ProjectConfig, fs: ReadFileSystem): boolean {
  const texts = config.files
    .map((path) => fs.readText(path) ?? "")
    .filter((text) => text.includes("cache_static_manifest"));
  const endpoints = texts.flatMap((text) =>
    [...text.matchAll(/\bconfig\s*\(?\s*:(\w+),\s*([A-Z][\w.]*)/g)].flatMap(([, name, module]) =>
      name === app && module !== undefined ? [module] : [],
    ),
  );
  return [...new Set(endpoints)].some((module) => {
    const value = config.configFor(app, `Elixir.${module}`);
    return value !== undefined && keywordGet(value, "cache_static_manifest")?.t === "str";
  });
}
