import type { Value } from "../../elixir/eval/values/value.ts";
import type { Place } from "../../model/source.ts";

/** Files beside the main one that set more when the release starts; the second is from before Elixir 1.11. */
export const startFiles = ["runtime.exs", "releases.exs"] as const;

/** What the compile-time configuration (config/config.exs and its imports) sets in the chosen environment. */
export interface ProjectConfig {
  /**
   * The merged value of `config :app, key: ...`; keywords of several calls are merged as Elixir's Config does.
   * Undefined = surely not set. Unknown where something that could not be read may have set or changed it.
   * @param key an atom without colon; modules by their full name, "Elixir.Foo.Bar".
   */
  configFor(app: string, key: string): Value | undefined;
  /** All that is set for an application, as a keyword list; undefined where nothing is. */
  settingsOf(app: string): Value | undefined;
  /** Applications that are configured, in order of first appearance; `complete` is false where others may be, too. */
  configuredApps(): { readonly apps: readonly string[]; readonly complete: boolean };
  /** Where a key was last set; undefined where it was not. */
  placeOf(app: string, key: string): Place | undefined;
  /** Files that were read, absolute: the main file first, then its imports. Empty where there is none. */
  readonly files: readonly string[];
  /** Whether one of `startFiles` is there. */
  readonly hasRuntime: boolean;
  /** Environment variables without which it surely stops, which is reported where it does. */
  readonly stoppedBy: ReadonlySet<string>;
}
