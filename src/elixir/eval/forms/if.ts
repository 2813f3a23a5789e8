import { splitBlocks } from "../nodes.ts";
import type { Forms } from "./form.ts";
import { blockValue, choose } from "./truth.ts";

export const ifForms: Forms = {
  if(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    if (args.length !== 1 || !blocks.has("do")) return undefined;
    return choose(
      rt,
      rt.eval(args[0]!, frame),
      () => blockValue(rt, blocks.get("do"), frame),
      () => blockValue(rt, blocks.get("else"), frame),
      frame,
    );
  },
  unless(rt, node, frame) {
    const { args, blocks } = splitBlocks(node.args);
    if (args.length !== 1 || !blocks.has("do")) return undefined;
    return choose(
      rt,
      rt.eval(args[0]!, frame),
      () => blockValue(rt, blocks.get("else"), frame),
      () => blockValue(rt, blocks.get("do"), frame),
      frame,
    );
  },
};
