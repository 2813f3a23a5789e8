import type { CallNode, Node } from "../../parse/tree.ts";
import { runClauses } from "../clauses.ts";
import { inner, type Frame } from "../frame.ts";
import { isCall, keywordItem, splitBlocks } from "../nodes.ts";
import { Matching } from "../patterns/match-pattern.ts";
import type { Runtime } from "../runtime.ts";
import { enumerate } from "../values/enumerate.ts";
import type { Maybe } from "../values/equal.ts";
import { derived, list, openList } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { taint, union, noNames, type Names } from "../values/variables.ts";
import type { Forms } from "./form.ts";
import { truthy } from "./truth.ts";

export const forForms: Forms = {
  for(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    const body = blocks.get("do");
    if (body === undefined || args.length === 0) return undefined;
    const [steps, options] = optionsOf(args);
    const run = new Comprehension(rt, node, frame);
    if (options.has("reduce")) return run.reduce(steps, body, rt.eval(options.get("reduce")!, frame));
    run.each(steps, 0, inner(frame), true, (here, certain) => run.add(rt.evalInner(body, here), certain));
    return run.result(options);
  },
};

/** `into:`, `uniq:` and `reduce:` are the last argument, if any. */
function optionsOf(args: readonly Node[]): readonly [readonly Node[], ReadonlyMap<string, Node>] {
  const last = args.at(-1);
  if (args.length > 1 && last?.kind === "list" && last.items.length > 0) {
    const pairs = last.items.map(keywordItem);
    if (pairs.every((pair) => pair !== undefined && ["into", "uniq", "reduce"].includes(pair[0]))) {
      return [args.slice(0, -1), new Map(pairs as (readonly [string, Node])[])];
    }
  }
  return [args, new Map()];
}

class Comprehension {
  readonly #rt: Runtime;
  readonly #node: CallNode;
  readonly #frame: Frame;
  readonly #items: Value[] = [];
  readonly #maybe: Value[] = [];
  #openAt: number | undefined;
  #open: UnknownValue | undefined;
  #anything = false;
  #variables: Names = noNames;

  constructor(rt: Runtime, node: CallNode, frame: Frame) {
    this.#rt = rt;
    this.#node = node;
    this.#frame = frame;
  }

  /** Runs `done` for every combination; `certain` is false where it is not known whether it belongs to them. */
  each(
    steps: readonly Node[],
    index: number,
    frame: Frame,
    certain: boolean,
    done: (frame: Frame, certain: boolean) => void,
  ): void {
    const at = steps[index];
    if (at === undefined) return done(frame, certain);
    if (!isCall(at, "<-", 2)) {
      const here = inner(frame);
      const value = this.#rt.eval(at, here);
      this.#variables = union(this.#variables, value.variables);
      if (value.t === "unknown") this.#unsure(value);
      else if (!truthy(value)) return;
      return this.#rt.under({ variables: value.variables, certain: value.t !== "unknown" }, () =>
        this.each(steps, index + 1, here, certain && value.t !== "unknown", done),
      );
    }
    const [left, right] = at.args as readonly [Node, Node];
    const source = enumerate(this.#rt, this.#rt.eval(right, frame), at, this.#frame);
    this.#variables = union(this.#variables, source.variables);
    const openAt = source.open === undefined ? source.items.length : (source.openAt ?? 0);
    for (const [position, item] of source.items.entries()) {
      if (position === openAt && source.open !== undefined) this.#hidden(source.open);
      if (!this.#rt.step(1)) return this.#hidden(this.#tooMuch());
      const here = inner(frame);
      const is = this.#matches(left, item, here);
      if (is === false) continue;
      this.each(steps, index + 1, here, certain && is === true, done);
    }
    if (source.open !== undefined && openAt >= source.items.length) this.#hidden(source.open);
  }

  #matches(left: Node, item: Value, here: Frame): Maybe {
    const [pattern, guard] = isCall(left, "when", 2) ? [left.args[0]!, left.args[1]!] : [left, null];
    const matching = new Matching(this.#rt, here);
    let is = matching.match(pattern, item);
    this.#variables = union(this.#variables, matching.variables);
    matching.commit(here);
    if (is !== false && guard !== null) {
      const holds = this.#rt.eval(guard, here);
      this.#variables = union(this.#variables, holds.variables);
      if (holds.t === "unknown") {
        is = undefined;
        this.#unsure(holds);
      } else if (!(holds.t === "atom" && holds.v === "true")) is = false;
    }
    if (is === undefined) this.#unsure(matching.because ?? this.#tooMuch());
    return is;
  }

  add(value: Value, certain: boolean): void {
    if (certain) this.#items.push(value);
    else this.#maybe.push(value);
  }

  /** From here on there may be items that are seen, but not known to be there. */
  #unsure(why: UnknownValue): void {
    this.#open ??= derived(why);
    this.#openAt ??= this.#items.length;
  }

  /** From here on there may be any items. */
  #hidden(why: UnknownValue): void {
    this.#unsure(why);
    this.#anything = true;
  }

  #tooMuch(): UnknownValue {
    return this.#rt.unknown(`needs more than ${this.#rt.world.maxSteps} steps`, this.#node, this.#frame);
  }

  result(options: ReadonlyMap<string, Node>): Value {
    const made: Value =
      this.#open === undefined
        ? list(this.#items)
        : openList(this.#items, this.#open, this.#openAt ?? 0, this.#anything ? undefined : this.#maybe);
    let value: Value = taint(made, this.#variables);
    const uniq = options.get("uniq");
    const into = options.get("into");
    if (uniq !== undefined) {
      const on = this.#rt.eval(uniq, this.#frame);
      if (on.t === "unknown") return derived(on);
      if (truthy(on)) value = this.#rt.callRemote("Elixir.Enum", "uniq", [value], this.#node, this.#frame);
    }
    if (into === undefined) return value;
    return this.#rt.callRemote(
      "Elixir.Enum",
      "into",
      [value, this.#rt.eval(into, this.#frame)],
      this.#node,
      this.#frame,
    );
  }

  /** `for ..., reduce: acc do acc -> ... end`. */
  reduce(steps: readonly Node[], body: Node, initial: Value): Value {
    if (body.kind !== "clauses")
      return this.#rt.raises("raises: for with reduce needs clauses", this.#node, this.#frame);
    let value = initial;
    this.each(steps, 0, inner(this.#frame), true, (here, certain) => {
      const next = (): Value =>
        runClauses(
          this.#rt,
          body.clauses.map((clause) => ({ clause, frame: here })),
          [value],
          here,
          () => this.#rt.raises("raises: no clause of for matches", this.#node, this.#frame),
        );
      const before = value;
      value = certain ? next() : this.#rt.branches([next, () => before], this.#open ?? this.#tooMuch(), this.#frame);
    });
    return this.#anything ? taint(this.#open as UnknownValue, this.#variables) : taint(value, this.#variables);
  }
}
