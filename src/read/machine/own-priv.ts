import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Dependency } from "../../model/dependency.ts";
import { joinPath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { hasWord } from "../../text/words.ts";
import { type ProjectConfig, startFiles } from "../mix/config.ts";

/** A package that writes below its own priv/ unless it is configured otherwise. */
interface Writer {
  readonly app: string;
  /** Keys of its configuration that stop it, with the value that does, where not every one does. */
  readonly keys: Readonly<Record<string, string | null>>;
  readonly help: string;
}

const writers: readonly Writer[] = [
  // https://hexdocs.pm/tzdata, "Data directory and releases", "Automatic data updates"
  {
    app: "tzdata",
    keys: { autoupdate: "disabled", data_dir: null },
    help: 'Add to config/runtime.exs: `config :tzdata, :data_dir, "/var/lib/my_app/tzdata"`, a folder that the release may write to, with the files of priv/release_ets copied there; or to config/config.exs: `config :tzdata, :autoupdate, :disabled`',
  },
];

/** Reports packages of the release that would write into the store. */
export function reportOwnPriv(
  dependencies: readonly Dependency[],
  config: ProjectConfig,
  configFolder: string,
  fs: ReadFileSystem,
  diagnostics: DiagnosticSink,
): void {
  for (const { app, keys, help } of writers) {
    const dependency = dependencies.find((each) => each.app === app && knownOr(each.inProd, false));
    if (dependency === undefined) continue;
    const atStart = startFiles.map((name) => fs.readText(joinPath(configFolder, name)) ?? "");
    const named = (key: string): boolean =>
      atStart.some((text) => {
        const at = text.indexOf(`:${app}`);
        return at !== -1 && hasWord(text.slice(at), key);
      });
    const stopped = Object.entries(keys).some(([key, wanted]) => {
      const value = config.configFor(app, key);
      const set =
        value !== undefined && (wanted === null || value.t === "unknown" || (value.t === "atom" && value.v === wanted));
      return set || named(key);
    });
    if (!stopped) diagnostics.report("writes-own-priv", dependency.place, { app, advice: help });
  }
}
