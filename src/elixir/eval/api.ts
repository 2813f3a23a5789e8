import type { Scope } from "../../diagnostics/scope.ts";
import type { Place, SourceFile } from "../../model/source.ts";
import type { ParsedFile } from "../parse/tree.ts";
import type { UnknownValue, Value } from "./values/value.ts";

/** What the evaluator is told about the world: it sees nothing else. */
export interface EvalWorld extends Scope {
  /** Absolute: the current directory of the code, as Mix sets it for the application it loads; `limit` where absent. */
  readonly cwd?: string;
  /** The value of Mix.env(): "prod", "dev", "test"... */
  readonly mixEnv: string;
  /** The value of Mix.target(). */
  readonly mixTarget: string;
  /** Environment variables that are set; all others count as not set. */
  readonly env?: Readonly<Record<string, string>>;
  /** From the project's .tool-versions / mise.toml; undefined = System.version() is Unknown. */
  readonly elixirVersion: string | undefined;
  readonly otpRelease: string | undefined;
  /** Parses Elixir; made once, shared. */
  readonly parse: (file: SourceFile) => ParsedFile;
  /** Steps after which everything becomes Unknown ("needs more than N steps"). */
  readonly maxSteps: number;
  /** Told of the steps that each request took, and for which file (absolute). */
  readonly spend?: (steps: number, file: string) => void;
  /** Told of what the code asks of the machine that runs it, each time that it does. */
  readonly onAsk?: (asking: Asking) => void;
  /** What the BEAM that runs the code was built for; absent = any that Nix builds for, and what they do not share is Unknown. */
  readonly platform?: Platform;
  /** Told when code asks what the BEAM was built for and `platform` does not say. */
  readonly onPlatform?: (asked: keyof Platform) => void;
}

/** What a BEAM was built for. */
export interface Platform {
  /** The second half of `:os.type()`. */
  readonly os: "linux" | "darwin";
  /** `:erlang.system_info(:system_architecture)` */
  readonly architecture: string;
}

/** An environment variable that code reads, or a program that it calls. */
export interface Asking {
  readonly kind: "variable" | "program";
  readonly name: string;
  readonly place: Place;
  /** Whether the code stops where it is not there, without looking at what comes back. */
  readonly required: boolean;
  /** What it is; null = not set, and so for programs. */
  readonly value: string | null;
  /** False under a condition that is not known. */
  readonly certain: boolean;
}

/** `use Mod, opts` as met while a module's body was evaluated. */
export interface UseEvent {
  /** Full name with the Elixir. prefix, aliases resolved. */
  readonly used: string;
  readonly opts: Value;
  /** Where the `use` itself is written (it may be inside a quote of another file). */
  readonly place: Place;
  /** Where the macro that contains the `use` is called; the same as `place` without a macro. */
  readonly callSite: Place;
  /** False where it stands under a condition that is not known: then all branches are met. */
  readonly certain: boolean;
  /** Names of environment variables that decide whether it is reached. */
  readonly variables: ReadonlySet<string>;
}

/** What evaluating one `defmodule` gave. */
export interface ModuleInfo {
  /** "Elixir.Foo.Bar" */
  readonly name: string;
  readonly place: Place;
  readonly uses: readonly UseEvent[];
  /** The last value of an attribute, undefined where it was never set. */
  attribute(name: string): Value | undefined;
  /** Whether the module defines the function (public or private), with that number of arguments. */
  defines(name: string, arity: number): boolean;
}

/** Where a call to a function that the caller of the evaluator provides stands. */
export interface CallSite {
  readonly place: Place;
  /** Absolute path of the file. */
  readonly file: string;
  /** False under a condition that is not known: the call may or may not happen. */
  readonly certain: boolean;
  /** Names of environment variables that decide whether the call happens. */
  readonly variables: ReadonlySet<string>;
}

export interface EvaluatedFile {
  readonly value: Value;
  readonly modules: readonly ModuleInfo[];
  /** The first that raises in the body of the file or of its modules; the rest was read nevertheless. */
  readonly raised?: UnknownValue | undefined;
}

/** Runs Elixir code as far as it can be known. Never executes anything outside of itself. Never throws for what the code does. */
export interface Evaluator {
  /**
   * Evaluates a whole file as a script: modules are defined, the value is that of the last expression.
   * Loading a file twice gives the first result. Undefined where there is no such file.
   */
  evalFile(absolutePath: string): EvaluatedFile | undefined;
  /** Modules defined so far, by full name. */
  module(name: string): ModuleInfo | undefined;
  /** Calls a function (public or private) of a module that was defined by evalFile. */
  call(module: string, name: string, args: readonly Value[]): Value;
  /**
   * Says where a module not yet defined may be found: called with a full module name when code refers to it,
   * returns the absolute path of the file that defines it. Lets macros and helpers of other project files be used.
   * Of several, the one given first is asked first.
   */
  onMissingModule(find: (module: string) => string | undefined): void;
  /**
   * What Mix.Project.config() answers from now on (a keyword list). Until it is set, it is Unknown.
   */
  setProjectConfig(config: Value): void;
  /**
   * What Application.get_env and its relatives answer from now on; undefined = not set, then the code's default holds.
   * Until it is set, they are Unknown.
   */
  setApplicationEnv(lookup: (app: string, key: string) => Value | undefined): void;
  /** Says of a module that is not the project's whether it is there when code asks (Code.ensure_loaded?/1); else that is Unknown. */
  sayOutside(module: string, there: boolean): void;
  /**
   * Provides a function of a module that is not in the project, such as Config.config/3. It may be imported.
   * It takes precedence over what the evaluator knows itself.
   */
  provide(module: string, name: string, arity: number, run: (args: readonly Value[], site: CallSite) => Value): void;
}
