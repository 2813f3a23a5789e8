import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { children, isCall, keywordItem } from "../../elixir/eval/nodes.ts";
import type { Node, Parse } from "../../elixir/parse/tree.ts";
import type { MixAlias, MixProject } from "../../model/mix-project.ts";
import { isInside, joinPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";
import { gives, packageOf } from "../../recipes/package-of.ts";
import { downloaders, programs as makePrograms } from "../../recipes/programs.ts";
import { programsAmong } from "../assets/steps.ts";
import { type ReadCommand, WorkReader } from "../natives/make/work.ts";
import { type CargoCall, cargoCalls, cargoCommand, textOf, wordsOf } from "./cargo-calls.ts";
import { taskOf } from "./own-tasks.ts";
import { systemCommands } from "./system-commands.ts";

/** A project whose aliases the release's build comes to. */
export interface Aliased {
  /** Absolute. */
  readonly folder: string;
  readonly mix: MixProject;
  /** Whether it is a path dependency, of which the build runs what compiles it alone. */
  readonly dependency: boolean;
  /** Tasks that the settings have run, with their arguments. */
  readonly tasks: readonly string[];
}

export interface AliasesOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly mixEnv: string;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  /** Attributes of nixpkgs that the build is given. */
  readonly given: readonly string[];
  /** Absolute: folders of crates that the settings name. */
  readonly crates: readonly string[];
  readonly diagnostics: DiagnosticSink;
}

/**
 * Tasks that Mix runs in the build of a release by mixRelease (`mix deps.compile`, `mix compile`, `mix release`): where an alias has the name
 * of one, it runs in its place.
 */
const RUN_BY_MIX =
  /^(?:loadconfig|loadpaths|release|deps\.(?:compile|precompile|loadpaths)|compile(?:\.(?:all|app|elixir|erlang|leex|protocols|yecc))?)$/;

/** Those that compile. */
const COMPILES = /^compile\b/;

const ASSETS = "assets.deploy";

/** What it runs finds what web assets are built by, too. */
const RELEASE = "release";

/** Tools of web assets, which are put in place for the tasks that build these alone. */
const ASSET_TOOLS: ReadonlySet<string> = new Set(["esbuild", "sass", "tailwind"]);

/** Tasks that fetch (hexdocs.pm/mix, hexdocs.pm/hex, and those of packages that install a program). */
const FETCHING =
  /^(?:deps\.(?:get|update)|local\.(?:hex|rebar)|(?:archive|escript)\.install|hex(?:\..+)?|[a-z_]+\.install)$/;

/** Functions that ask the network. */
const FETCHERS: ReadonlySet<string> = new Set(
  "httpc.request Req.get Req.get! Req.request Req.request! HTTPoison.get HTTPoison.get! Tesla.get Tesla.get! Finch.request".split(
    " ",
  ),
);

const FETCHES_OF_GIT: ReadonlySet<string> = new Set(["clone", "fetch", "pull", "submodule"]);

/** What a shell does itself. */
const BUILTINS: ReadonlySet<string> = new Set(
  ". : [ [[ cd command echo eval exit export false local printf pwd read return set shift source test trap true type ulimit umask unset wait".split(
    " ",
  ),
);

/**
 * Reports what aliases call that the release's build runs, and that a build does not have; aliases that it does not run are not looked at.
 * @returns the folders in which they have cargo build something.
 */
export function reportAliases(projects: readonly Aliased[], options: AliasesOptions): readonly CargoCall[] {
  return projects.flatMap((one) => {
    const aliases = knownOr(one.mix.aliases, []);
    return aliases.length + one.tasks.length === 0 ? [] : new AliasReader(one, aliases, options).report();
  });
}

/** What one alias, or task of the settings, comes to. */
interface Run {
  readonly folder: string;
  readonly forAssets: boolean;
  readonly seen: Set<string>;
  readonly lacking: Set<string>;
  /** Functions that no file says anything of. */
  readonly unknown: Set<string>;
}

class AliasReader {
  readonly #one: Aliased;
  readonly #aliases: ReadonlyMap<string, MixAlias>;
  readonly #options: AliasesOptions;
  readonly #said = new Set<string>();
  readonly #calls: CargoCall[] = [];
  #script: { readonly source: SourceFile; readonly root: Node } | undefined;

  constructor(one: Aliased, aliases: readonly MixAlias[], options: AliasesOptions) {
    this.#one = one;
    this.#aliases = new Map(aliases.map((alias) => [alias.name, alias]));
    this.#options = options;
  }

  report(): readonly CargoCall[] {
    const { dependency, tasks, mix } = this.#one;
    const own = new Set(knownOr(mix.compilers, []).map((name) => `compile.${name}`));
    const run = [...this.#aliases.keys()].filter((name) =>
      dependency
        ? COMPILES.test(name) && (RUN_BY_MIX.test(name) || own.has(name))
        : RUN_BY_MIX.test(name) || own.has(name),
    );
    for (const name of run) this.#root(name, [name], name === RELEASE);
    if (dependency) return this.#calls;
    if (this.#aliases.has(ASSETS)) this.#root(ASSETS, [ASSETS], true);
    for (const task of tasks) this.#root(task.split(" ")[0] as string, [task], true);
    return this.#calls;
  }

  #root(name: string, steps: readonly string[], forAssets: boolean): void {
    const run: Run = { folder: this.#one.folder, forAssets, seen: new Set(), lacking: new Set(), unknown: new Set() };
    for (const step of steps) this.#step(step, run);
    const news = (names: ReadonlySet<string>): string => [...names].filter((each) => !this.#said.has(each)).join(", ");
    const [lacking, unknown] = [news(run.lacking), news(run.unknown)];
    for (const each of [...run.lacking, ...run.unknown]) this.#said.add(each);
    const what = [
      ...(lacking === "" ? [] : [`calls what a build does not have: ${lacking}`]),
      ...(unknown === "" ? [] : [`calls what is not known: ${unknown}`]),
    ];
    if (what.length === 0) return;
    this.#options.diagnostics.report("alias-not-built", this.#placeOf(name), { alias: name, what: what.join("; ") });
  }

  /** One step of an alias: a task with its arguments, tasks after `do`, or a command of the shell. */
  #step(step: string, run: Run): void {
    const [task = ""] = step.trim().split(/\s+/);
    if (task === "cmd") return this.#shell(step.trim().slice(task.length), run);
    if (task === "do") {
      const parts = step
        .trim()
        .slice(task.length)
        .split(/\s\+\s|,\s/);
      for (const part of parts) this.#step(part, run);
      return;
    }
    const alias = this.#aliases.get(task);
    // Within itself an alias is the task that it is called like.
    if (alias !== undefined && !run.seen.has(task)) {
      run.seen.add(task);
      for (const each of alias.steps) if (!isUnknown(each)) this.#step(each, run);
      if (alias.steps.some((each) => isUnknown(each))) this.#functions(task, run);
      return;
    }
    if (FETCHING.test(task)) {
      // In the place of the tools' own installers there is nothing to do.
      const tool = task.slice(0, -".install".length);
      if (!(run.forAssets && ASSET_TOOLS.has(tool))) run.lacking.add(`mix ${task}`);
      return;
    }
    if (ASSET_TOOLS.has(task) && !run.forAssets) run.lacking.add(`mix ${task}`);
    if (run.seen.has(`mix ${task}`)) return;
    run.seen.add(`mix ${task}`);
    const found = taskOf(task, [this.#one.folder], this.#options);
    if (found !== undefined) this.#code(found.tree, run);
  }

  /** `mix cmd`, whose options stand before the command. */
  #shell(text: string, run: Run): void {
    let command = text.trim();
    let folder = ".";
    for (;;) {
      const [whole, name, value] = /^--(cd|app)(?:=|\s+)(\S+)\s*/.exec(command) ?? [];
      if (whole === undefined) break;
      if (name === "cd") folder = value as string;
      command = command.slice(whole.length);
    }
    this.#commands(command, folder, run);
  }

  #commands(command: string, folder: string, run: Run): void {
    const reader = new WorkReader({ fs: this.#options.fs, folder: run.folder }, new Map(), true);
    const from = folder.startsWith("/") ? relativePath(run.folder, folder) : joinPath(folder);
    for (const each of reader.commands(command, from).read) this.#command(each, run);
  }

  #command({ program, words, folder, inFile }: ReadCommand, run: Run): void {
    if (program === "mix") return this.#step(words.join(" "), run);
    if (program === "cargo") {
      const call = cargoCommand(words, joinPath(run.folder, folder), this.#options.fs);
      if (call === "nothing") return;
      return this.#cargo(call !== undefined && isInside(run.folder, call.folder) ? [call] : [], run);
    }
    const [verb = ""] = words;
    if (program === "git" && FETCHES_OF_GIT.has(verb)) return void run.lacking.add(`git ${verb}`);
    // A file of the project was read for what it calls.
    if (program.includes("/") && this.#options.fs.exists(joinPath(run.folder, folder, program))) return;
    // In a file most of what is no program of a build is a word of a language, or stands where it is not run.
    const isProgram =
      !inFile || packageOf(program) !== null || downloaders.has(program) || Object.hasOwn(makePrograms, program);
    if (isProgram && /^[\w./+-]+$/.test(program)) this.#program(program, run);
  }

  #program(program: string, run: Run): void {
    const isThere =
      buildPrograms.has(program) ||
      BUILTINS.has(program) ||
      gives(this.#options.given, program) ||
      // What these call is laid out by their lock.
      (run.forAssets && programsAmong([program]).length > 0);
    if (!isThere) run.lacking.add(program);
  }

  /** Crates that can be built apart; what they are not known for is lacking. */
  #cargo(calls: readonly CargoCall[], run: Run): void {
    this.#calls.push(...calls);
    const { crates, given } = this.#options;
    const isBuilt = calls.length > 0 || crates.some((crate) => isInside(run.folder, crate)) || gives(given, "cargo");
    if (!isBuilt) run.lacking.add("cargo");
  }

  /** The functions among an alias's steps, which mix.exs defines. */
  #functions(name: string, run: Run): void {
    const { root } = this.#mixExs();
    const values = pairsOf(root, name).map(({ value }) => value);
    if (values.length === 0) run.unknown.add("a function");
    const { code, elsewhere } = followed(values, root);
    for (const each of elsewhere) run.unknown.add(each);
    this.#code({ kind: "block", body: code, span: root.span }, run);
  }

  /** Elixir code that runs: what it calls, and tasks that it runs. */
  #code(tree: Node, run: Run): void {
    const { fs, mixEnv } = this.#options;
    let cargo = false;
    for (const { program, command, folder, direct } of systemCommands(tree, mixEnv)) {
      if (direct && program === "cargo") cargo = true;
      else this.#commands(command, folder, run);
    }
    if (cargo) this.#cargo(cargoCalls(tree, run.folder, fs), run);
    const walk = (node: Node): void => {
      if (node.kind === "remote") {
        const { target, name, args } = node;
        const module = target.kind === "alias" ? target.segments.join(".") : target.kind === "atom" ? target.value : "";
        if (FETCHERS.has(`${module}.${name}`)) run.lacking.add("the network");
        const task = module === "Mix.Task" && /^(?:re)?run!?$/.test(name) ? textOf(args[0]) : undefined;
        if (task !== undefined) this.#step([task, ...wordsOf(args[1])].join(" "), run);
      }
      children(node).forEach(walk);
    };
    walk(tree);
  }

  #mixExs(): { readonly source: SourceFile; readonly root: Node } {
    const { fs, parse, project } = this.#options;
    const path = joinPath(this.#one.folder, "mix.exs");
    if (this.#script === undefined) {
      const source = new SourceFile(relativePath(project, path), fs.readText(path) ?? "");
      this.#script = { source, root: parse(source).root };
    }
    return this.#script;
  }

  /** Where the alias stands; the project's own place where that is not in so many words, or it is a task of the settings. */
  #placeOf(name: string): Place {
    const { source, root } = this.#mixExs();
    const [pair] = pairsOf(root, name);
    return pair === undefined ? this.#one.mix.place : source.place(pair.node.span.start);
  }
}

/** Items `name: steps` of a list, where the steps can be those of an alias. */
function pairsOf(root: Node, name: string): readonly { readonly node: Node; readonly value: Node }[] {
  const found: { node: Node; value: Node }[] = [];
  const walk = (node: Node): void => {
    const pair = keywordItem(node);
    if (pair?.[0] === name && /^(?:list|string|fn|call|variable|sigil|remote)$/.test(pair[1].kind))
      found.push({ node, value: pair[1] });
    children(node).forEach(walk);
  };
  walk(root);
  return found;
}

/** Expressions, and the functions of the file that they come to by name; those of other modules that they name as functions. */
function followed(
  values: readonly Node[],
  root: Node,
): { readonly code: readonly Node[]; readonly elsewhere: readonly string[] } {
  const functions = new Map<string, Node[]>();
  const collect = (node: Node): void => {
    const [head, ...bodies] = node.kind === "call" && /^defp?$/.test(node.name) ? node.args : [];
    const plain = head?.kind === "call" && head.name === "when" ? head.args[0] : head;
    if (plain?.kind === "call" || plain?.kind === "variable") {
      const known = functions.get(plain.name) ?? [];
      functions.set(plain.name, [...known, ...bodies]);
    }
    children(node).forEach(collect);
  };
  collect(root);
  const taken = new Set<string>();
  const code: Node[] = [];
  const elsewhere: string[] = [];
  const walk = (node: Node): void => {
    const captured = isCall(node, "&", 1) && isCall(node.args[0], "/", 2) ? node.args[0].args[0] : undefined;
    if (captured?.kind === "remote" && captured.target.kind === "alias" && !functions.has(captured.name))
      elsewhere.push(`${captured.target.segments.join(".")}.${captured.name}`);
    const isName = node.kind === "variable" || node.kind === "call" || node.kind === "remote";
    if (isName && functions.has(node.name) && !taken.has(node.name)) {
      taken.add(node.name);
      for (const body of functions.get(node.name) ?? []) add(body);
    }
    children(node).forEach(walk);
  };
  const add = (node: Node): void => {
    code.push(node);
    walk(node);
  };
  values.forEach(add);
  return { code, elsewhere };
}
