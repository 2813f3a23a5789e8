import { children, isCall, unpiped } from "../../elixir/eval/nodes.ts";
import type { Node } from "../../elixir/parse/tree.ts";

/** Of the machine that runs the release; those that begin with `compile`, of the one that compiles its modules. */
export type NeedKind =
  | "variable"
  | "program"
  | "file"
  | "compileVariable"
  | "compileProgram"
  | "compileFile"
  | "privWrite";

/** One call that asks for something of the machine. */
export interface NeedAt {
  readonly kind: NeedKind;
  readonly name: string;
  readonly node: Node;
  readonly required: boolean;
}

export interface CodeOptions {
  /** The value of config_env() and Mix.env(): branches for others are left out. */
  readonly mixEnv: string;
  /** Whether code outside of functions runs when it is loaded (a script), or while it is compiled (a module). */
  readonly script: boolean;
}

interface State extends CodeOptions {
  readonly found: NeedAt[];
  /** Attributes of the module whose value is a literal string. */
  readonly attributes: Map<string, string>;
}

interface Where {
  readonly inFunction: boolean;
  /** Whether the code surely runs, as far as can be seen. */
  readonly certain: boolean;
  /** A value that is missing makes the code stop. */
  readonly orRaise: boolean;
}

/** What a file's code asks of the machine by literal names, in the order in which it is written. */
export function codeNeeds(root: Node, options: CodeOptions): readonly NeedAt[] {
  const state: State = { ...options, found: [], attributes: new Map() };
  walk(state, root, { inFunction: options.script, certain: true, orRaise: false });
  return state.found;
}

const DEFINITIONS = new Set(["def", "defp", "defmacro", "defmacrop"]);
const BRANCHES = new Set(["if", "unless", "case", "cond", "with", "for", "fn", "&&", "and", "try", "quote"]);
/** Their options ask for switches of development: in the build the configuration tells the module. */
const NIF_MACROS = ["Rustler", "RustlerPrecompiled"];

function walk(state: State, written: Node, where: Where): void {
  const node = unpiped(written);
  if (node.kind === "call") {
    if (node.name === "@" && node.args.length === 1) return attribute(state, node.args[0] as Node, where);
    if (DEFINITIONS.has(node.name)) return each(state, node, { ...where, inFunction: true, certain: state.script });
    if (node.name === "use" && NIF_MACROS.some((name) => node.args[0] !== undefined && isAlias(node.args[0], name)))
      return;
    if (node.name === "||" && node.args.length === 2) {
      const [left, right] = node.args as readonly [Node, Node];
      walk(state, left, { ...where, orRaise: where.certain && raises(right) });
      return walk(state, right, where);
    }
    if (node.name === "=" && node.args.length === 2) {
      const left = node.args[0] as Node;
      const right = unpiped(node.args[1] as Node);
      // What a pattern does not let pass stops the code.
      const [ok] = left.kind === "tuple" ? left.items : [];
      const wanted = ok?.kind === "atom" && ok.value === "ok" && right.kind === "remote" && right.name === "fetch_env";
      walk(state, left, where);
      return walk(state, right, { ...where, orRaise: where.certain && wanted });
    }
    if (node.name === "if" || node.name === "unless") return branch(state, node.name, node.args, where);
    if (node.name === "embed_templates") addLiteral(state, "compileFile", node.args[0], node, false);
    if (BRANCHES.has(node.name)) return each(state, node, { ...where, certain: false });
  }
  if (node.kind === "fn") return each(state, node, { ...where, certain: false });
  if (node.kind === "remote") remote(state, node, where);
  if (node.kind === "tuple") spawned(state, node, where);
  if (node.kind === "access") fromWholeEnvironment(state, node.target, node.key, node, where);
  each(state, node, where);
}

function each(state: State, node: Node, where: Where): void {
  for (const child of children(node)) walk(state, child, where);
}

/** `@name "text"` is noted; `@external_resource "file"` names a file; other values are code. */
function attribute(state: State, node: Node, where: Where): void {
  if (node.kind === "call" && node.args.length === 1) {
    const [value] = node.args as readonly [Node];
    const text = literal(state, value);
    if (text !== undefined) state.attributes.set(node.name, text);
    if (node.name === "external_resource") addLiteral(state, "compileFile", value, node, false);
    walk(state, value, where);
  }
}

/** A condition on the environment alone decides which branch is there at all. */
function branch(state: State, name: string, args: readonly Node[], where: Where): void {
  const [condition, blocks] = args;
  if (condition === undefined) return;
  const decided = holds(state, condition);
  walk(state, condition, { ...where, orRaise: false });
  if (blocks?.kind !== "list") return;
  for (const item of blocks.items) {
    if (item.kind !== "tuple") continue;
    const [key, body] = item.items;
    if (body === undefined) continue;
    const wanted = (key?.kind === "atom" && key.value === "do") === (name === "if");
    if (decided === undefined) walk(state, body, { ...where, certain: false, orRaise: false });
    else if (decided === wanted) walk(state, body, where);
  }
}

function holds(state: State, node: Node): boolean | undefined {
  if (node.kind !== "call" || node.args.length !== 2) return undefined;
  const [left, right] = node.args as readonly [Node, Node];
  if (node.name === "and" || node.name === "&&") {
    return holds(state, left) === false || holds(state, right) === false ? false : undefined;
  }
  if (!isEnvironment(left)) return undefined;
  if (node.name === "in" && right.kind === "list") {
    return right.items.every(({ kind }) => kind === "atom")
      ? right.items.some((item) => item.kind === "atom" && item.value === state.mixEnv)
      : undefined;
  }
  if (right.kind !== "atom") return undefined;
  const same = right.value === state.mixEnv;
  return node.name === "==" ? same : node.name === "!=" ? !same : undefined;
}

function isEnvironment(node: Node): boolean {
  if (node.kind === "remote") return node.name === "env" && isAlias(node.target, "Mix");
  return (node.kind === "call" || node.kind === "variable") && node.name === "config_env";
}

function raises(node: Node): boolean {
  if (node.kind === "call" && (node.name === "raise" || node.name === "exit" || node.name === "throw")) return true;
  if (node.kind === "remote" && node.name === "raise" && isAlias(node.target, "Mix")) return true;
  return node.kind === "block" && node.body.some(raises);
}

const READS = new Set(["read", "read!", "stream!", "open", "open!", "ls", "ls!"]);
/** What writes to its first argument; to its second; and to its first where a mode of its says so. */
const WRITES = /^(?:write|mkdir|mkdir_p|touch|rm|rm_rf|rename)!?$/;
const WRITES_TO_SECOND = /^(?:cp|cp_r|rename|copy|ln_s)!?$/;
const WRITES_BY_MODE = /^(?:open|stream)!?$/;
const MODES: ReadonlySet<string> = new Set(["write", "append", "exclusive"]);

function remote(state: State, node: Extract<Node, { kind: "remote" }>, where: Where): void {
  const [first] = node.args;
  const { name, target } = node;
  if (isAlias(target, "System")) {
    const variable = where.inFunction ? "variable" : "compileVariable";
    if (name === "get_env" || name === "fetch_env") addLiteral(state, variable, first, node, where.orRaise);
    if (name === "fetch_env!") addLiteral(state, variable, first, node, where.certain);
    if (!where.inFunction) {
      if (name === "cmd") addLiteral(state, "compileProgram", first, node, where.certain);
      return;
    }
    if (name === "cmd") addProgram(state, node.args, node);
    if (name === "find_executable") addLiteral(state, "program", first, node, false);
    if (name === "shell") addWord(state, first, node);
  } else if (name === "cmd" && isMixShell(target)) {
    if (where.inFunction) addWord(state, first, node);
  } else if (target.kind === "atom" && target.value === "os") {
    if (name === "getenv") addLiteral(state, where.inFunction ? "variable" : "compileVariable", first, node, false);
    if (!where.inFunction) return;
    if (name === "cmd") addWord(state, first, node);
    if (name === "find_executable") addLiteral(state, "program", first, node, false);
  } else if (where.inFunction && RUNNERS[name]?.some((module) => isAlias(target, module))) {
    addProgram(state, first?.kind === "list" ? first.items : node.args, node);
  } else if (isAlias(target, "EEx") && /^function_from_file$/.test(name)) {
    addLiteral(state, "compileFile", node.args[2], node, false);
  } else if (isAlias(target, "File")) {
    if (where.inFunction && writtenTo(node).some(mentionsPriv)) {
      state.found.push({ kind: "privWrite", name: `File.${name}`, node, required: false });
    }
    if (!READS.has(name)) return;
    if (!where.inFunction) addLiteral(state, "compileFile", first, node, false);
    else if (literal(state, first)?.startsWith("/")) addLiteral(state, "file", first, node, false);
  } else if (isAlias(target, "Map") && /^(?:get|fetch!?)$/.test(name)) {
    const [map, key] = node.args;
    fromWholeEnvironment(state, map, key, node, {
      ...where,
      orRaise: where.orRaise || (name === "fetch!" && where.certain),
    });
  } else if (isAlias(target, "Path") && name === "wildcard" && !where.inFunction) {
    addLiteral(state, "compileFile", first, node, false);
  }
}

/** `System.get_env()["NAME"]`, `Map.fetch!(System.get_env(), "NAME")`. */
function fromWholeEnvironment(
  state: State,
  map: Node | undefined,
  key: Node | undefined,
  node: Node,
  where: Where,
): void {
  if (map?.kind !== "remote" || map.name !== "get_env" || map.args.length > 0 || !isAlias(map.target, "System")) return;
  addLiteral(state, where.inFunction ? "variable" : "compileVariable", key, node, where.orRaise);
}

/** Functions of packages that run a program, by the modules that have them: hexdocs.pm of muontrap, rambo, exile, ex_cmd. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  cmd: ["MuonTrap"],
  run: ["Rambo"],
  stream: ["Exile", "ExCmd"],
  "stream!": ["Exile", "ExCmd"],
};

/** A program with its arguments; of `env` and of a shell's `-c` it is the program that they start. */
function addProgram(state: State, [program, args]: readonly Node[], node: Node): void {
  const name = literal(state, program)?.replace(/^(?:\/usr)?\/bin\/(?=env$|(?:ba)?sh$)/, "");
  const given = args?.kind === "list" ? args.items : [];
  const [first, second] = given;
  if (name === "env") {
    const started = given.find((each) => !/^-|=/.test(literal(state, each) ?? ""));
    return addLiteral(state, "program", started, node, true);
  }
  if ((name === "sh" || name === "bash") && literal(state, first) === "-c") addWord(state, second, node);
  addLiteral(state, "program", program, node, true);
}

/** `Port.open({:spawn_executable, "x"}, ...)`, and `{:spawn, "x arguments"}`. */
function spawned(state: State, node: Extract<Node, { kind: "tuple" }>, where: Where): void {
  const [key, value] = node.items;
  if (key?.kind !== "atom" || !where.inFunction) return;
  if (key.value === "spawn_executable") addLiteral(state, "program", value, node, true);
  if (key.value === "spawn") addWord(state, value, node);
}

/** `Mix.shell()`, or one of those by its name: `Mix.Shell.IO`. */
const isMixShell = (node: Node): boolean =>
  (node.kind === "remote" && node.name === "shell" && isAlias(node.target, "Mix")) ||
  (node.kind === "alias" && node.segments[0] === "Mix" && node.segments[1] === "Shell");

/** The arguments of a function of File that name what it writes to. */
function writtenTo({ name, args }: Extract<Node, { kind: "remote" }>): readonly Node[] {
  const [first, second, ...more] = args;
  const toFirst = WRITES.test(name) || (WRITES_BY_MODE.test(name) && [second, ...more].some(hasMode));
  return [...(toFirst && first ? [first] : []), ...(WRITES_TO_SECOND.test(name) && second ? [second] : [])];
}

const hasMode = (node: Node | undefined): boolean =>
  node?.kind === "list" && node.items.some((item) => item.kind === "atom" && MODES.has(item.value));

/** Whether an expression holds a folder of the release: `:code.priv_dir(:a)`, `Application.app_dir(:a, "priv")`. */
function mentionsPriv(node: Node): boolean {
  if (node.kind === "remote" && (node.name === "priv_dir" || node.name === "app_dir")) return true;
  return children(node).some(mentionsPriv);
}

function addLiteral(state: State, kind: NeedKind, value: Node | undefined, node: Node, required: boolean): void {
  const name = literal(state, value);
  if (name !== undefined && name !== "") state.found.push({ kind, name, node, required });
}

/** The first word of a shell's command. */
function addWord(state: State, value: Node | undefined, node: Node): void {
  const first = value?.kind === "string" || value?.kind === "charlist" ? value.parts[0] : undefined;
  const text = typeof first === "string" ? first : literal(state, value);
  const word = /^\s*([\w./+-]+)(?=\s|$)/.exec(text ?? "")?.[1];
  if (word !== undefined) state.found.push({ kind: "program", name: word, node, required: false });
}

/** A string or charlist, or an attribute that holds one; also what is put together from such. */
function literal(state: State, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "call" && node.name === "<>") return joined(node.args.map((part) => literal(state, part)));
  if (isCall(node, "@", 1)) {
    const [name] = node.args;
    return name?.kind === "variable" ? state.attributes.get(name.name) : undefined;
  }
  if (node.kind === "sigil" && /^[sScC]$/.test(node.name)) {
    return node.parts.length === 1 && typeof node.parts[0] === "string" ? node.parts[0] : undefined;
  }
  if (node.kind !== "string" && node.kind !== "charlist") return undefined;
  return joined(node.parts.map((part) => (typeof part === "string" ? part : literal(state, part))));
}

const joined = (parts: readonly (string | undefined)[]): string | undefined =>
  parts.every((part) => part !== undefined) ? parts.join("") : undefined;

function isAlias(node: Node, name: string): boolean {
  return node.kind === "alias" && node.base === null && node.segments.length === 1 && node.segments[0] === name;
}
