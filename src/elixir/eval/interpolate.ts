import type { Node, Part } from "../parse/tree.ts";
import type { Frame } from "./frame.ts";
import type { Runtime } from "./runtime.ts";
import { derived, str } from "./values/make.ts";
import { brief, toText } from "./values/show.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { noNames, taint, union } from "./values/variables.ts";

/** Text with interpolated code: not known as soon as one piece is not. */
export function interpolate(rt: Runtime, parts: readonly Part[], node: Node, frame: Frame): Value {
  let text = "";
  let variables = noNames;
  let unknown: UnknownValue | undefined;
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = rt.eval(part, frame);
    variables = union(variables, value.variables);
    if (value.t === "unknown") unknown ??= derived(value);
    else {
      const piece = toText(value);
      if (piece === undefined) unknown ??= rt.unknown(`puts ${brief(value)} into a string`, part, frame);
      else text += piece;
      rt.step((piece?.length ?? 0) / 64);
    }
  }
  return taint(unknown ?? str(text), variables);
}
