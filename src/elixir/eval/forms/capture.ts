import type { CallNode, Node } from "../../parse/tree.ts";
import { inner, type Frame } from "../frame.ts";
import { children, isCall } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { derived, fn } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";

const maximumArity = 255;

export const captureForms: Forms = {
  "&"(rt, node, frame) {
    if (node.args.length !== 1) return undefined;
    const body = unwrapped(node.args[0]!);
    if (body.kind === "integer") {
      return (
        frame.scope.get(`&${body.value}`) ??
        rt.raises(`raises: &${body.value} stands outside of a capture`, node, frame)
      );
    }
    if (isCall(body, "/", 2) && body.args[1]?.kind === "integer") {
      const named = byName(rt, body, Number(body.args[1].value), frame);
      if (named !== undefined) return named;
    }
    const arity = placeholders(body);
    if (arity === 0 || arity > maximumArity)
      return rt.raises("raises: a capture needs &1 or a name with an arity", node, frame);
    const home: Frame = { ...inner(frame), fn: frame.fn ?? { name: "fn", arity: 0 } };
    return fn(arity, (args) => {
      const here = inner(home);
      for (const [index, arg] of args.entries()) here.scope.set(`&${index + 1}`, arg);
      return rt.eval(body, here);
    });
  },
};

function unwrapped(node: Node): Node {
  return node.kind === "block" && node.body.length === 1 ? unwrapped(node.body[0]!) : node;
}

/** `&name/1` and `&Mod.name/1`. */
function byName(rt: Runtime, body: CallNode, arity: number, frame: Frame): Value | undefined {
  const target = body.args[0]!;
  if (arity > maximumArity) return undefined;
  if (target.kind === "remote" && target.args.length === 0) {
    const module = rt.eval(target.target, frame);
    if (module.t === "unknown") return derived(module);
    if (module.t !== "atom") return undefined;
    const shown = module.v.startsWith("Elixir.") ? module.v.slice("Elixir.".length) : `:${module.v}`;
    return fn(
      arity,
      (args) => rt.callRemote(module.v, target.name, args, body, frame),
      `${shown}.${target.name}/${arity}`,
    );
  }
  const name =
    target.kind === "variable" || (target.kind === "call" && target.args.length === 0) ? target.name : undefined;
  if (name === undefined) return undefined;
  return fn(arity, (args) => rt.callLocal(name, args, body, frame), `${name}/${arity}`);
}

/** The highest N of &N; those of captures inside are the same ones, since captures cannot be nested. */
function placeholders(node: Node): number {
  if (isCall(node, "&", 1) && node.args[0]?.kind === "integer") return Number(node.args[0].value);
  return children(node).reduce((highest, child) => Math.max(highest, placeholders(child)), 0);
}
