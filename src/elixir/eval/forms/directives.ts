import type { CallNode, Node } from "../../parse/tree.ts";
import { changeLexical, type Frame } from "../frame.ts";
import { keywordItem } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { withAlias, withImport, type Import } from "../scope.ts";
import { atom, nil } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";

export const directiveForms: Forms = {
  alias: (rt, node, frame) => each(rt, node, frame, (name, options) => alias(rt, name, options, true, frame)),
  require: (rt, node, frame) => each(rt, node, frame, (name, options) => alias(rt, name, options, false, frame)),
  import: (rt, node, frame) =>
    each(rt, node, frame, (name, options) => {
      const only = options.get("only");
      const except = options.get("except");
      const added: Import = {
        module: name,
        ...(only === undefined ? {} : narrowed("only", rt.eval(only, frame))),
        ...(except === undefined ? {} : narrowed("except", rt.eval(except, frame))),
      };
      changeLexical(frame, (lexical) => withImport(lexical, added));
    }),
};

/** Does it for each module that the directive names; `Foo.{A, B}` names several. */
function each(
  rt: Runtime,
  node: CallNode,
  frame: Frame,
  run: (name: string, options: ReadonlyMap<string, Node>) => void,
): Value | undefined {
  const [target, second] = node.args;
  if (target === undefined || node.args.length > 2) return undefined;
  const options = new Map(
    (second?.kind === "list" ? second.items : []).flatMap((item) => {
      const pair = keywordItem(item);
      return pair === undefined ? [] : [pair];
    }),
  );
  const names = moduleNames(rt, target, frame);
  if (!Array.isArray(names)) return names as Value;
  for (const name of names) run(name, options);
  return atom(names.at(-1) ?? "nil");
}

/** Full names of the modules that a directive names, or the value that is no module. */
export function moduleNames(rt: Runtime, target: Node, frame: Frame): readonly string[] | Value {
  if (target.kind === "remote" && target.name === "{}") {
    const base = rt.eval(target.target, frame);
    if (base.t !== "atom") return base.t === "unknown" ? base : nil;
    return target.args.map((arg) => (arg.kind === "alias" ? [base.v, ...arg.segments].join(".") : base.v));
  }
  const value = rt.eval(target, frame);
  if (value.t === "atom") return [value.v];
  return value.t === "unknown" ? value : rt.raises("raises: that is no module", target, frame);
}

function alias(rt: Runtime, name: string, options: ReadonlyMap<string, Node>, always: boolean, frame: Frame): void {
  const as = options.get("as");
  let short = name.slice(name.lastIndexOf(".") + 1);
  if (as === undefined) {
    if (!always) return;
  } else {
    // `as: Name` is a bare name here, whatever that stands for otherwise.
    const named = as.kind === "alias" && as.base === null ? as.segments.join(".") : rt.eval(as, frame);
    if (typeof named === "string") short = named;
    else if (named.t === "atom") short = named.v.replace(/^Elixir\./, "");
    else return;
  }
  changeLexical(frame, (lexical) => withAlias(lexical, short, name));
}

function narrowed(key: "only" | "except", value: Value): Partial<Import> {
  if (value.t === "atom" && key === "only" && (value.v === "macros" || value.v === "functions"))
    return { only: value.v };
  if (value.t !== "list") return {};
  const names = new Set<string>();
  for (const item of value.items) {
    if (item.t !== "tuple") continue;
    const [name, arity] = item.items;
    if (name?.t === "atom" && arity?.t === "int") names.add(`${name.v}/${arity.v}`);
  }
  return { [key]: names };
}
