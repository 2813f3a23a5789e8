import { children, keywordItem, unpiped } from "../../elixir/eval/nodes.ts";
import type { Node } from "../../elixir/parse/tree.ts";
import { textOf, wordsOf } from "./cargo-calls.ts";
import { codeNeeds } from "./code-needs.ts";

/** A program that Elixir code starts. */
export interface SystemCommand {
  readonly program: string;
  /** As a shell would have it. */
  readonly command: string;
  /** `cd:`, as far as it is literal. */
  readonly folder: string;
  /** Whether it is a call of System.cmd. */
  readonly direct: boolean;
}

/** The programs that code starts, by literal names; what is only looked for is not started. */
export function systemCommands(tree: Node, mixEnv: string): readonly SystemCommand[] {
  return codeNeeds(tree, { mixEnv, script: true }).flatMap(({ kind, name, node }): SystemCommand[] => {
    if (kind !== "program" || node.kind !== "remote" || node.name === "find_executable") return [];
    const [first, second] = node.args;
    const direct = node.name === "cmd" && node.target.kind === "alias" && node.target.segments.join(".") === "System";
    const command = direct ? [name, ...wordsOf(second)].join(" ") : (textOf(first) ?? name);
    return [{ program: name, command, folder: folderOption(node), direct }];
  });
}

/** `cd: "native"`, as far as it is literal. */
function folderOption(node: Extract<Node, { kind: "remote" }>): string {
  const options = node.args.at(-1);
  if (options?.kind !== "list") return ".";
  return (
    options.items.flatMap((item) => {
      const pair = keywordItem(item);
      return pair?.[0] === "cd" ? [textOf(pair[1]) ?? "."] : [];
    })[0] ?? "."
  );
}

/** Whether code starts a program whose name it does not have, nor looks for one that it has. */
export function startsUnknown(tree: Node, mixEnv: string): boolean {
  const programs = codeNeeds(tree, { mixEnv, script: true }).filter(({ kind }) => kind === "program");
  if (programs.some(({ node }) => node.kind === "remote" && node.name === "find_executable")) return false;
  const named = new Set(programs.map(({ node }) => node.span.start));
  const walk = (written: Node): boolean => {
    const node = unpiped(written);
    return (isStart(node) && !named.has(node.span.start)) || children(node).some(walk);
  };
  return walk(tree);
}

/** `System.cmd`, `System.shell`, `:os.cmd`, and what a port is opened with. */
function isStart(node: Node): boolean {
  if (node.kind === "tuple") {
    const [key] = node.items;
    return key?.kind === "atom" && (key.value === "spawn" || key.value === "spawn_executable");
  }
  if (node.kind !== "remote" || node.args.length === 0) return false;
  const module = node.target.kind === "alias" ? node.target.segments.join(".") : "";
  if (module === "System") return node.name === "cmd" || node.name === "shell";
  return node.target.kind === "atom" && node.target.value === "os" && node.name === "cmd";
}
