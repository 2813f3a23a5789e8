import { unpiped } from "../nodes.ts";
import type { Forms } from "./form.ts";

export const pipeForms: Forms = {
  "|>"(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    const call = unpiped(node);
    return call === node
      ? rt.raises("raises: pipes into something that is no call", node, frame)
      : rt.eval(call, frame);
  },
};
