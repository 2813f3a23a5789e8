import type { CallNode, Node } from "../../parse/tree.ts";
import { changeLexical, type Frame } from "../frame.ts";
import { environment, expandWith } from "../macros/expand-macro.ts";
import { quoteArgument } from "../macros/quoted.ts";
import type { Runtime } from "../runtime.ts";
import { withImport } from "../scope.ts";
import { emptyList, nil } from "../values/make.ts";
import { inspectAtom } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { moduleNames } from "./directives.ts";
import type { Forms } from "./form.ts";

/** Modules of Elixir whose `use` brings in functions that matter here. */
const imports: ReadonlySet<string> = new Set(["Elixir.Bitwise", "Elixir.Mix.Config"]);
/** Modules whose `use` defines nothing that a project's own code would call. */
const harmless: ReadonlySet<string> = new Set([
  "Elixir.Mix.Project",
  "Elixir.Application",
  "Elixir.Rustler",
  "Elixir.RustlerPrecompiled",
  "Elixir.GenServer",
  "Elixir.Supervisor",
  "Elixir.Agent",
  "Elixir.Task",
]);

export const useForms: Forms = {
  use(rt, node, frame) {
    const [target, opts] = node.args;
    if (target === undefined || node.args.length > 2) return undefined;
    const names = moduleNames(rt, target, frame);
    if (!Array.isArray(names)) return names as Value;
    let value: Value = nil;
    for (const name of names as readonly string[]) value = useOne(rt, name, opts, node, frame);
    return value;
  },
};

function useOne(rt: Runtime, used: string, opts: Node | undefined, node: CallNode, frame: Frame): Value {
  const { module } = frame;
  // A script may do this too: `use Mix.Config`.
  if (imports.has(used)) changeLexical(frame, (lexical) => withImport(lexical, { module: used }));
  if (module === undefined && imports.has(used)) return nil;
  if (module === undefined) return rt.unknown("uses a module outside of a module", node, frame);
  const value = opts === undefined ? emptyList : rt.eval(opts, frame);
  const place = rt.place(node, frame);
  module.uses.push({ used, opts: value, place, callSite: frame.expansion?.callSite ?? place, ...rt.path });
  if (imports.has(used) || harmless.has(used)) return nil;
  const def = rt.findModule(used)?.functions.get("__using__/1");
  if (def?.macro !== true) {
    module.hidden ??= `what use ${inspectAtom(used)} brings in is not known`;
    return nil;
  }
  const quoted = opts === undefined ? emptyList : quoteArgument(opts, frame);
  return expandWith(rt, def, [quoted], node, frame);
}

/** `@before_compile`: macros that run at the end of the module's body. */
export function beforeCompile(rt: Runtime, node: Node, frame: Frame): void {
  const { module } = frame;
  // Macros may add further ones, which run, too; the number of rounds is bounded by the steps.
  for (let index = 0; module !== undefined && index < module.beforeCompile.length && rt.step(1); index++) {
    const entry = module.beforeCompile[index] as Value;
    const [target, name] = entry.t === "tuple" ? entry.items : [entry, undefined];
    if (target?.t !== "atom") continue;
    const macro = name?.t === "atom" ? name.v : "__before_compile__";
    const def = rt.findModule(target.v)?.functions.get(`${macro}/1`);
    if (def === undefined) module.hidden ??= `what ${macro} of ${inspectAtom(target.v)} brings in is not known`;
    else expandWith(rt, def, [environment(rt, node, frame)], node, frame);
  }
}
