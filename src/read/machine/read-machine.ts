import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Asking } from "../../elixir/eval/api.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import type { MachineNeeds, Need, VariableNeed } from "../../model/machine.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { packageOf } from "../../recipes/package-of.ts";
import { lookUp } from "../../text/look-up.ts";
import { startFiles } from "../mix/config.ts";
import { codeNeeds, type NeedAt, type NeedKind } from "./code-needs.ts";

export interface MachineOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly mixEnv: string;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  /** Sources that the release is compiled from. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The project, its umbrella's applications and path dependencies. */
  readonly mixes: readonly MixProject[];
  /** Absolute: config/config.exs and what it imports. */
  readonly configFiles: readonly string[];
  /** Absolute: the folder of config/config.exs, where runtime.exs lies beside it. */
  readonly configFolder: string;
  /** What the evaluator met. */
  readonly asked: readonly Asking[];
  /** Environment variables that the build is given. */
  readonly env: Readonly<Record<string, string>>;
  readonly diagnostics: DiagnosticSink;
}

/** Text without one of these asks for nothing; parsing it would be for nothing. */
const WORTH_A_LOOK =
  /System\.(?:cmd|shell|find_executable|get_env|fetch_env)|:os\.(?:cmd|find_executable|getenv)|:spawn|external_resource|function_from_file|embed_templates|priv_dir|app_dir|File\.(?:read|stream|open|ls)|Path\.wildcard|def migrate/;

interface MachineReading {
  readonly needs: MachineNeeds;
  /** What modules ask for while they are compiled, outside of functions. */
  readonly compiling: readonly Asking[];
}

/** What compiled code, configuration and config/runtime.exs ask of the machine, and what of it ends badly in a Nix build. */
export function readMachine(options: MachineOptions): MachineReading {
  const { project, mixEnv, fs, parse, configFolder, diagnostics } = options;
  const found: Record<Exclude<NeedKind, "compileVariable" | "compileProgram">, NeedList> = {
    variable: needList(),
    program: needList(),
    file: needList(),
    compileFile: needList(),
    privWrite: needList(),
  };
  const migrations = needList();
  const compiling: Asking[] = [];
  for (const { path, text } of options.files) {
    if (!WORTH_A_LOOK.test(text)) continue;
    const source = new SourceFile(relativePath(project, path), text);
    const ofATask = /\bMix\.Tasks\./.test(text);
    for (const need of codeNeeds(parse(source).root, { mixEnv, script: false })) {
      const place = source.place(need.node.span.start);
      if (need.kind === "compileVariable" || need.kind === "compileProgram") {
        compiling.push(whileCompiling(need, place, options.env));
        continue;
      }
      // A release has no Mix: what a task calls, it calls in development.
      if (ofATask && need.kind !== "compileFile") continue;
      found[need.kind].add(need, place);
    }
    const migrates = /\bdefmodule\s+([A-Z][\w.]*Release)\b[^]*?\bdef (migrate)\b/.exec(text);
    if (migrates !== null) {
      const at = migrates.index + migrates[0].length - "migrate".length;
      migrations.add({ name: `${migrates[1]}.migrate()`, required: false }, source.place(at));
    }
  }
  const start = needList();
  for (const name of startFiles) {
    const path = joinPath(configFolder, name);
    const text = fs.readText(path);
    if (text === undefined) continue;
    const source = new SourceFile(relativePath(project, path), text);
    for (const need of codeNeeds(parse(source).root, { mixEnv, script: true })) {
      if (need.kind === "variable") start.add(need, source.place(need.node.span.start));
      if (need.kind === "program") found.program.add(need, source.place(need.node.span.start));
    }
  }
  const shown = new Set(options.configFiles.map((path) => relativePath(project, path)));
  const build = needList();
  const values = new Map<string, string | null>();
  const inConfig = options.asked.filter(({ place }) => shown.has(place.file));
  for (const { kind, name, place, required, value } of [...inConfig, ...compiling]) {
    if (kind !== "variable") continue;
    values.set(name, value);
    build.add({ name, required }, place);
  }
  for (const { name, places } of found.privWrite.all()) {
    for (const place of places) diagnostics.report("priv-written", place, { call: name });
  }
  const needs = {
    buildVariables: build.all().map((need) => ({ ...need, value: values.get(need.name) ?? null })),
    startVariables: start.all(),
    variables: found.variable.all(),
    programs: withoutRequired(found.program.all()).map((need) => ({ ...need, package: packageOf(need.name) })),
    files: withoutRequired(found.file.all()),
    compileFiles: withoutRequired(compileFiles(found.compileFile.all(), options)),
    migrations: withoutRequired(migrations.all()),
    overlays: options.mixes.flatMap(({ path }) => overlays(joinPath(project, path), fs)),
  };
  return { needs, compiling };
}

function whileCompiling({ kind, name, required }: NeedAt, place: Place, env: MachineOptions["env"]): Asking {
  if (kind === "compileProgram") return { kind: "program", name, place, required, value: null, certain: required };
  return { kind: "variable", name, place, required, value: lookUp(env, name) ?? null, certain: true };
}

/** The folders of a path before the first part with a wildcard in it. */
function beforeWildcard(path: string): string {
  const at = path.search(/[*?[{]/);
  return at === -1 ? path : path.slice(0, path.lastIndexOf("/", at) + 1);
}

/** Paths of modules start at the folder of their mix.exs, or at their own; those that are there count. */
function compileFiles(needs: readonly VariableNeed[], { project, fs, mixes }: MachineOptions): readonly VariableNeed[] {
  return needs.flatMap((need) => {
    const fixed = beforeWildcard(need.name).replace(/\/$/, "");
    const bases = [
      ...mixes.map(({ path }) => joinPath(project, path)),
      ...need.places.map(({ file }) => joinPath(project, file, "..")),
    ];
    const path = fixed === "" ? undefined : bases.map((base) => joinPath(base, fixed)).find((each) => fs.exists(each));
    return path === undefined ? [] : [{ ...need, name: relativePath(project, path) }];
  });
}

function overlays(folder: string, fs: ReadFileSystem): readonly string[] {
  return fs
    .list(joinPath(folder, "rel/overlays/bin"))
    .filter(({ name, directory }) => !directory && !name.endsWith(".bat"))
    .map(({ name }) => name);
}

interface NeedList {
  add(need: Pick<NeedAt, "name" | "required">, place: Place): void;
  /** By name, in the order in which they were met; each place once. */
  all(): readonly VariableNeed[];
}

function needList(): NeedList {
  const needs = new Map<string, { required: boolean; places: Map<string, Place> }>();
  return {
    add({ name, required }, place) {
      const need = needs.get(name) ?? { required: false, places: new Map<string, Place>() };
      needs.set(name, need);
      need.required ||= required;
      need.places.set(`${place.file}:${place.line}:${place.column}`, place);
    },
    all: () => [...needs].map(([name, { required, places }]) => ({ name, required, places: [...places.values()] })),
  };
}

function withoutRequired(needs: readonly VariableNeed[]): readonly Need[] {
  return needs.map(({ name, places }) => ({ name, places }));
}
