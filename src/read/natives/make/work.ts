import type { Checkout, MakeBuild } from "../../../model/make.ts";
import { expandPath, joinPath } from "../../../model/paths.ts";
import { fromStandardEnvironment, linkedLibraries } from "../../../recipes/linked-libraries.ts";
import { downloaders, programs as packages } from "../../../recipes/programs.ts";
import type { SourceTree } from "../../sources/source-tree.ts";
import { clonesOf } from "./checkouts.ts";
import { cmakeNeeds } from "./cmake.ts";
import { shellCommands } from "./commands.ts";
import { type MakeRule, readMakefile, rulesFor } from "./makefile.ts";
import { interpreterOf, scriptCommands } from "./shell-script.ts";
import { isUnknownText } from "./variables.ts";

/** What is run, as it is told to a person or given to a build. */
export type Work = Pick<MakeBuild, "programs" | "libraries" | "linked" | "checkouts" | "scripts" | "downloads">;

/** A command as it was met. */
export interface ReadCommand {
  /** By its name alone; what is called by a path has a slash. */
  readonly program: string;
  readonly words: readonly string[];
  /** The folder that it runs in, relative to the sources. */
  readonly folder: string;
  /** Whether it stands in a Makefile or script, which may hold more than what is run. */
  readonly inFile: boolean;
}

/** A Makefile that includes or runs others, or scripts, is followed so far. */
const most = 40;

/**
 * Follows what is run on from commands and Makefiles of a package: make in other folders, included files, shell scripts.
 * Nothing is run. Folders are relative to the package's root.
 */
export class WorkReader {
  readonly #tree: SourceTree;
  readonly #given: ReadonlyMap<string, string>;
  readonly #aimed: boolean;
  readonly #stops: string[] = [];
  readonly #seen = new Set<string>();
  readonly #programs = new Set<string>();
  readonly #libraries = new Set<string>();
  readonly #linked = new Set<string>();
  readonly #scripts = new Set<string>();
  readonly #checkouts = new Map<string, Checkout>();
  readonly #others: string[] = [];
  readonly #commands: ReadCommand[] = [];
  #depth = 0;

  /**
   * @param given variables of the environment.
   * @param aimed whether of a Makefile the rules alone count that lead to what make is told to make.
   */
  constructor(tree: SourceTree, given: ReadonlyMap<string, string> = new Map(), aimed = false) {
    this.#tree = tree;
    this.#given = given;
    this.#aimed = aimed;
  }

  /** All commands, in the order in which they were met. */
  get read(): readonly ReadCommand[] {
    return this.#commands;
  }

  get work(): Work {
    return {
      programs: [...this.#programs].filter((program) => Object.hasOwn(packages, program)).sort(),
      libraries: [...this.#libraries].sort(),
      linked: [...this.#linked].sort(),
      checkouts: [...this.#checkouts.values()],
      scripts: [...this.#scripts].sort(),
      downloads: [
        ...this.#stops,
        ...new Set([
          ...this.#others,
          ...[...this.#programs].filter((program) => downloaders.has(program)).map((program) => `runs ${program}`),
        ]),
      ],
    };
  }

  /** @param goals what make is told to make; nothing is left out for them where the reader is not aimed. */
  makefile(folder: string, name: string, goals: readonly string[] = []): this {
    const path = expandPath(name, folder);
    const text = this.#take([path, ...(this.#aimed ? goals : [])].join(" "), path);
    if (text === undefined) return this;
    this.#depth += 1;
    const { rules, shell, held, included, errors } = readMakefile(text, this.#given);
    if (setsShell.test(text)) this.#scripts.add(path);
    this.#stops.push(...errors.map((words) => `stops with the words "${words}"`));
    for (const line of shell) this.#command(line, folder);
    for (const rule of this.#aimed ? rulesFor(rules, goals) : rules) this.#rule(rule, folder);
    this.#linkedIn(held.join(" "));
    for (const other of included) if (!isUnknownText(other)) this.makefile(folder, other, goals);
    this.#depth -= 1;
    return this;
  }

  /** One command or several, as a shell would run them in a folder. */
  commands(text: string, folder = "."): this {
    this.#rule({ targets: [], prerequisites: [], commands: [text] }, folder);
    return this;
  }

  /** Flags for the linker, and commands in backquotes that give some. */
  flags(text: string): this {
    for (const [, command = ""] of text.matchAll(/`([^`]*)`|\$\(shell\s+([^)]*)\)/g)) this.#command(command, ".");
    this.#linkedIn(text);
    return this;
  }

  /** The text of a file that was not looked at before; undefined where there is none. */
  #take(key: string, path = key): string | undefined {
    if (path.startsWith("../") || path.startsWith("/") || this.#seen.has(key) || this.#seen.size >= most)
      return undefined;
    this.#seen.add(key);
    const whole = joinPath(this.#tree.folder, path);
    return this.#tree.fs.isDirectory(whole) ? undefined : this.#tree.fs.readText(whole);
  }

  #rule(rule: MakeRule, folder: string): void {
    const { checkouts, others } = clonesOf(rule, folder);
    for (const checkout of checkouts) this.#checkouts.set(checkout.path, checkout);
    this.#others.push(...others);
    for (const line of rule.commands) this.#command(line, folder);
  }

  #command(line: string, folder: string): void {
    let here = folder;
    for (const command of shellCommands(
      line.replaceAll(/\b(?:ba|da)?sh -[a-z]{0,5}c (?:"([^"]*)"|'([^']*)')/g, "$1$2"),
    )) {
      const [path = "", ...rest] = command;
      const program = /^\$[({]?MAKE[)}]?$/.test(path) ? "make" : (path.split("/").at(-1) as string);
      this.#programs.add(program);
      const called = path.includes("/") && !path.startsWith("/") ? path : program;
      this.#commands.push({ program: called, words: rest, folder: here, inFile: this.#depth > 0 });
      if (program === "cd" && rest[0] !== undefined) here = expandPath(rest[0], here);
      else if (program === "pkg-config") for (const name of rest.filter(isModule)) this.#libraries.add(name);
      else if (program === "make" || program === "gmake") this.#make(rest, here);
      else if (program === "cmake") this.#cmake(rest, here);
      else if (program === "sh" || program === "bash")
        this.#script(
          rest.find((word) => !word.startsWith("-")),
          here,
        );
      else if (path.includes("/")) this.#script(path, here, true);
      this.#linkedIn(command.join(" "));
    }
  }

  #cmake(words: readonly string[], folder: string): void {
    const { programs, libraries, linked, others } = cmakeNeeds(this.#tree, folder, words);
    for (const name of programs) this.#programs.add(name);
    for (const name of libraries) this.#libraries.add(name);
    for (const name of linked) this.#linked.add(name);
    this.#others.push(...others);
  }

  #make(words: readonly string[], folder: string): void {
    const after = (options: readonly string[]): string | undefined =>
      words.find((_, at) => options.includes(words[at - 1] ?? "")) ??
      words.flatMap((word) =>
        options.flatMap((option) => (word.startsWith(`${option}=`) ? [word.slice(option.length + 1)] : [])),
      )[0];
    const target = expandPath(after(["-C", "--directory"]) ?? ".", folder);
    if (target.startsWith("/") || target.startsWith("..")) return;
    const goals = words.filter(
      (word, at) => !word.startsWith("-") && !word.includes("=") && !/^-[CfIjlo]$/.test(words[at - 1] ?? ""),
    );
    const named = after(["-f", "--file", "--makefile"]);
    // Of these make takes the first that is there.
    for (const name of named === undefined ? ["GNUmakefile", "makefile", "Makefile"] : [named]) {
      if (this.#tree.fs.exists(joinPath(this.#tree.folder, target, name)))
        return void this.makefile(target, name, goals);
    }
  }

  /** @param direct whether the system runs it by its first line. */
  #script(path: string | undefined, folder: string, direct = false): void {
    if (path === undefined || isUnknownText(path)) return;
    const file = expandPath(path, folder);
    const text = this.#take(file);
    if (text === undefined) return;
    const interpreter = interpreterOf(text);
    if (direct && interpreter === undefined) return;
    if (direct && interpreter?.found === false) this.#scripts.add(file);
    const name = interpreter?.name ?? "sh";
    this.#programs.add(name);
    if (!/^(?:ba|da|k|z)?sh$/.test(name)) return;
    this.#depth += 1;
    this.commands(scriptCommands(text), folder);
    this.#depth -= 1;
  }

  /** `-lz`, but for what lies in a folder of the sources: where the linker is shown one, a library may be made there. */
  #linkedIn(text: string): void {
    const names = [...text.matchAll(/(?:^|[\s",])-l\s?([A-Za-z][\w.+-]*)/g)].map(([, name]) => name as string);
    // A folder in whose name something is not known may be any.
    const shown = text.replaceAll(/-L\s?\S*/g, (folder) => (folder.includes("\uFFFD") ? "" : folder));
    const own = /(?:^|\s)-L\s?(?!\/)\S/.test(shown);
    // What no table has may be made there, as in $(MIX_APP_PATH)/priv.
    const made = (name: string): boolean => shown !== text && !Object.hasOwn(linkedLibraries, name);
    for (const name of names) if (!own && !fromStandardEnvironment.has(name) && !made(name)) this.#linked.add(name);
  }
}

/** Make takes it for every command; of such paths a build has /bin/sh alone. */
const setsShell =
  /^[ \t]{0,9}(?:(?:override|export)[ \t]{1,9}){0,2}SHELL[ \t]{0,9}:{0,3}\??=[ \t]{0,9}\/(?!bin\/sh[ \t]{0,9}$)(?:usr\/)?bin\//m;

/** A module of pkg-config's, between its options and versions. */
const isModule = (word: string): boolean => /^[A-Za-z][\w.+-]*$/.test(word);
