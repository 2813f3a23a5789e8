import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { Dependency } from "../../model/dependency.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { type ProjectConfig, startFiles } from "../mix/config.ts";
import { keywordGet } from "../mix/keyword-get.ts";

export interface EndpointsOptions {
  /** Absolute. */
  readonly project: string;
  /** Absolute: the folder of config/config.exs. */
  readonly configFolder: string;
  readonly deps: readonly Dependency[];
  readonly config: ProjectConfig;
  readonly fs: Pick<ReadFileSystem, "readText">;
  readonly diagnostics: DiagnosticSink;
}

const ENDPOINT = /\bconfig\s*\(?\s*:(\w+),\s*([A-Z][\w.]*Endpoint)\b/g;

/** What starts endpoints, in files that are read when the release starts: phx.gen.release, phx.new. */
const STARTS = /\bPHX_SERVER\b|\bserver:|:serve_endpoints\b/;

/**
 * Reports endpoints of Phoenix that no configuration of the release starts: a release does so only where `server: true` is set
 * (Phoenix.Endpoint, "Runtime configuration"), and what `phx.new --umbrella` writes leaves that to a comment.
 */
export function reportEndpoints({ project, configFolder, deps, config, fs, diagnostics }: EndpointsOptions): void {
  if (!deps.some(({ app, inProd }) => app === "phoenix" && inProd !== false)) return;
  const atStart = startFiles.map((name) => fs.readText(joinPath(configFolder, name)) ?? "");
  if (atStart.some((text) => STARTS.test(withoutComments(text)))) return;
  // What is not known may start them.
  if (!isOff(config.configFor("phoenix", "serve_endpoints"))) return;
  const said = new Set<string>();
  for (const path of config.files) {
    const source = new SourceFile(relativePath(project, path), fs.readText(path) ?? "");
    for (const match of withoutComments(source.text).matchAll(ENDPOINT)) {
      const [, app = "", module = ""] = match;
      if (said.has(module)) continue;
      said.add(module);
      const value = config.configFor(app, `Elixir.${module}`);
      if (value === undefined || value.t === "unknown" || !isOff(keywordGet(value, "server"))) continue;
      diagnostics.report("endpoint-not-started", source.place(match.index), { app, module });
    }
  }
}

const isOff = (value: Value | undefined): boolean => value === undefined || (value.t === "atom" && value.v === "false");

/** With as many characters as before: places stay. */
const withoutComments = (text: string): string => text.replace(/^[ \t]*#.*$/gm, (line) => " ".repeat(line.length));
