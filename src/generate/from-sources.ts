import type { Project } from "../model/project.ts";
import { hasRustler } from "../plan/precompiled.ts";
import { defaultPackage, type Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";

/** Settings for a package of nixpkgs: what nixpkgs builds is built from sources, by its own builders. */
export function fromSources(settings: Settings, project: Project): Settings {
  const way = hasRustler(project) ? "force" : "source";
  const ways = project.natives.flatMap(({ app, nifs }) => {
    const own = lookUp(settings.packages, app) ?? defaultPackage;
    return nifs.length === 0 || own.way !== null ? [] : [[app, { ...own, way }] as const];
  });
  return { ...settings, rust: "rustPlatform", packages: { ...settings.packages, ...Object.fromEntries(ways) } };
}
