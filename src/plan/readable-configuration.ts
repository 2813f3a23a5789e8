import type { Project } from "../model/project.ts";
import { isUnknown } from "../model/unknown.ts";

/** What is needed of a project to tell whose configuration a dependency can read. */
export type Configured = Pick<Project, "mix" | "apps" | "deps" | "configuredApps" | "configuration">;

/**
 * The applications whose configuration a dependency can read while it is compiled: its own, those that it is built on, those of
 * Erlang and Elixir, and what the configuration of these names, as `otp_app: :my_app` does. Others it does not know of.
 * null = all of it has to be given, because not all of it is known.
 */
export function readableConfiguration({
  mix,
  apps,
  deps,
  configuredApps,
  configuration,
}: Configured): (app: string) => readonly string[] | null {
  const byApp = new Map(configuration.map((each) => [each.app, each]));
  const requires = new Map(deps.map((dep) => [dep.app, dep.requires]));
  const own = new Set([mix, ...apps].flatMap((each) => (typeof each.app === "string" ? [each.app] : [])));
  for (const { app, source } of deps) if (source.kind === "path") own.add(app);
  const standard = configuration.map(({ app }) => app).filter((app) => !own.has(app) && !requires.has(app));
  return (app) => {
    if (isUnknown(configuredApps)) return null;
    const reached = new Set([app, ...standard]);
    for (const each of reached) {
      // Of the project's own applications and of others' only the configuration is read.
      if (!own.has(each)) for (const required of requires.get(each) ?? []) reached.add(required);
      for (const name of byApp.get(each)?.atoms ?? []) if (byApp.has(name)) reached.add(name);
    }
    const read = [...reached].filter((each) => byApp.has(each)).sort();
    return read.every((each) => byApp.get(each)?.lines !== null) ? read : null;
  };
}
