import type { DiagnosticSink } from "../../../diagnostics/diagnostic.ts";
import type { CallSite, Evaluator } from "../../../elixir/eval/api.ts";
import { atom, nil } from "../../../elixir/eval/values/make.ts";
import type { UnknownValue, Value } from "../../../elixir/eval/values/value.ts";
import { union } from "../../../elixir/eval/values/variables.ts";
import { expandPath, joinPath, parentPath, relativePath } from "../../../model/paths.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { type ProjectConfig, startFiles } from "../config.ts";
import { pairsOf } from "../keyword-get.ts";
import type { MixContext } from "../loaded-project.ts";
import { raisingPart } from "../raising-part.ts";
import { type ConfigStore, configStore } from "./store.ts";
import { wildcard } from "./wildcard.ts";

export interface ConfigOptions {
  /** The rule by which git leaves out a file, where that is known; absolute. */
  readonly ignoredBy?: MixContext["ignoredBy"];
  /** Absolute: paths shown to people start here. */
  readonly project: string;
  /** Absolute: the main file, most often config/config.exs. */
  readonly file: string;
  readonly mixEnv: string;
  readonly target: string;
  readonly fs: ReadFileSystem;
  readonly evaluator: Evaluator;
  readonly diagnostics: DiagnosticSink;
}

/**
 * Reads a configuration file and what it imports, as Config.Reader does (lib/elixir/lib/config.ex). A file that is not
 * there gives an empty configuration; whether Mix minds that is the caller's business.
 */
export function readConfig(options: ConfigOptions): ProjectConfig {
  const store = configStore();
  const reader: Reader = { ...options, store, files: [], running: [], stoppedBy: new Set() };
  for (const module of ["Elixir.Config", "Elixir.Mix.Config"]) provideConfig(module, reader);
  runFile(options.file, reader, undefined);
  return {
    configFor: store.get,
    settingsOf: store.all,
    configuredApps: store.apps,
    placeOf: store.placeOf,
    files: reader.files,
    hasRuntime: startFiles.some((name) => options.fs.exists(joinPath(parentPath(options.file), name))),
    stoppedBy: reader.stoppedBy,
  };
}

interface Reader extends ConfigOptions {
  readonly store: ConfigStore;
  readonly files: string[];
  /** Where the imports stand that lead to the file that is running: what they depend on, it depends on. */
  readonly running: CallSite[];
  readonly stoppedBy: Set<string>;
}

/** What raises because of a variable that is not set wants the variable. */
function reportStop({ place, why, variables = new Set() }: UnknownValue, reader: Reader): void {
  for (const name of variables) {
    reader.stoppedBy.add(name);
    reader.diagnostics.report("build-needs-variable", place, { name, file: place.file });
  }
  if (variables.size === 0) reader.diagnostics.report("config-raises", place, { why });
}

function provideConfig(module: string, reader: Reader): void {
  const { evaluator, store, mixEnv, target } = reader;
  const provide = (name: string, arity: number, run: (args: readonly Value[], site: CallSite) => Value): void =>
    evaluator.provide(module, name, arity, (args, given) => {
      const site = within(given, reader.running);
      const stops = args.map(raisingPart).find((part) => part !== undefined);
      if (stops !== undefined && site.certain) {
        reportStop(stops, reader);
      }
      return run(args, site);
    });
  provide("config", 2, ([app, keyword], site) => {
    const name = nameOf(app as Value, reader);
    if (name !== undefined) {
      const value = keyword as Value;
      if (value.t === "unknown") loseSome(name, value, reader);
      else store.setAll(name, value, site);
    }
    return nil;
  });
  provide("config", 3, ([app, key, value], site) => {
    const name = nameOf(app as Value, reader);
    const own = key as Value;
    if (name === undefined) return nil;
    if (own.t === "atom") store.set(name, own.v, value as Value, site);
    else if (own.t === "unknown") loseSome(name, own, reader);
    return nil;
  });
  provide("import_config", 1, ([path], site) => {
    if (path?.t === "str") importFiles(parentPath(site.file), path.v, reader, site);
    else if (path?.t === "unknown") loseSome(undefined, path, reader);
    return atom("ok");
  });
  provide("config_env", 0, () => atom(mixEnv));
  provide("config_target", 0, () => atom(target));
  provide("read_config", 1, ([app]) => {
    if (app?.t === "unknown") return app;
    return (app?.t === "atom" ? store.all(app.v) : undefined) ?? nil;
  });
}

function nameOf(app: Value, reader: Reader): string | undefined {
  if (app.t === "unknown") loseSome(undefined, app, reader);
  return app.t === "atom" ? app.v : undefined;
}

function loseSome(app: string | undefined, because: UnknownValue, reader: Reader): void {
  reader.store.lose(app, because);
  reader.diagnostics.report("config-unknown", because.place, { why: because.why });
}

/** A call in an imported file is as certain as the import. */
function within(site: CallSite, imports: readonly CallSite[]): CallSite {
  return imports.reduce(
    (inner, outer) => ({
      ...inner,
      certain: inner.certain && outer.certain,
      variables: union(inner.variables, outer.variables),
    }),
    site,
  );
}

/** Mix.Config (before Elixir 1.9) allowed wildcards; Config has no use for a file of such a name. */
function importFiles(folder: string, path: string, reader: Reader, site: CallSite): void {
  const matches = path.includes("*") ? wildcard(folder, path, reader.fs) : [expandPath(path, folder)];
  for (const match of matches) runFile(match, reader, site);
}

function runFile(file: string, reader: Reader, site: CallSite | undefined): void {
  // Elixir raises where a file imports itself; the first reading of it is all there is.
  if (reader.files.includes(file)) return;
  if (site !== undefined) reader.running.push(site);
  const result = reader.evaluator.evalFile(file);
  if (site !== undefined) reader.running.pop();
  if (result !== undefined) {
    reader.files.push(file);
    if (result.raised !== undefined && (site === undefined || site.certain)) {
      reportStop(result.raised, reader);
    }
    if (site === undefined) takeResult(file, result.value, reader);
  } else if (site?.certain) {
    reader.diagnostics.report("config-missing", site.place, {
      path: relativePath(reader.project, file),
      advice:
        reader.ignoredBy?.(file) === undefined
          ? `Create the file, or remove what names it${otherEnvironments(file, reader)}`
          : "Git ignores it, so a build in Nix would not have it: read what it sets in config/runtime.exs, where secrets belong, or commit an empty file",
    });
  }
}

/** A library often has none for :prod, in which nobody runs it alone. */
function otherEnvironments(file: string, { mixEnv, fs }: Reader): string {
  if (!file.endsWith(`/${mixEnv}.exs`)) return "";
  const has = (name: string): boolean => fs.exists(joinPath(parentPath(file), `${name}.exs`));
  const other = ["prod", "dev", "test"].find((name) => name !== mixEnv && has(name));
  return other === undefined
    ? ""
    : `, or build for a MIX_ENV that has one: --env ${other}, or env = "${other}" in nif2nix.toml`;
}

/** A file that never calls `config` may give the configuration as its value. */
function takeResult(file: string, value: Value, reader: Reader): void {
  if (reader.store.apps().apps.length > 0) return;
  const pairs = pairsOf(value);
  if (pairs === undefined || "unknown" in pairs) return;
  const place = { file, line: 1, column: 1 };
  for (const [app, keyword] of pairs) {
    if (app.t === "atom") reader.store.setAll(app.v, keyword, { place, file, certain: true, variables: new Set() });
  }
}
