import { variablesOf } from "../../../elixir/eval/values/variables.ts";
import type { AppConfiguration } from "../../../model/configuration.ts";
import { type Known, unknown } from "../../../model/unknown.ts";
import type { ProjectConfig } from "../config.ts";
import { atomsIn, configLines } from "./config-text.ts";

/** Applications that the configuration sets anything for, sorted. */
export function configuredApps(config: ProjectConfig): Known<readonly string[]> {
  const { apps, complete } = config.configuredApps();
  return complete ? [...apps].sort() : unknown("a part of the configuration cannot be known without running it");
}

/**
 * What is set for each of them.
 * @param limit absolute: a value that has this folder in it would be another one in a build.
 */
export function appConfigurations(config: ProjectConfig, limit: string): readonly AppConfiguration[] {
  return config.configuredApps().apps.map((app) => {
    const settings = config.settingsOf(app);
    // What variables of the build decide is not known here.
    const isFixed = settings !== undefined && variablesOf(settings).size === 0;
    const lines = settings === undefined ? [] : ((isFixed ? configLines(app, settings, limit) : undefined) ?? null);
    return { app, lines, atoms: settings === undefined ? [] : [...new Set(atomsIn(settings))] };
  });
}
