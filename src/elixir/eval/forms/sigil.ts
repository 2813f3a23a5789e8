import { unescape } from "../../parse/convert/escapes.ts";
import type { Part, SigilNode } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { interpolate } from "../interpolate.ts";
import type { Runtime } from "../runtime.ts";
import { atom, charlist, list, str, struct } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";

/** The sigils of Elixir itself that give text, words or a regular expression. */
export function sigil(rt: Runtime, node: SigilNode, frame: Frame): Value {
  const lower = node.name === node.name.toLowerCase();
  const raw = node.name === "r" || !lower;
  const parts = raw ? node.parts : node.parts.map((part) => (typeof part === "string" ? unescape(part) : part));
  if (!parts.every(isPart)) return rt.raises(`raises: ~${node.name} has an escape that is none`, node, frame);
  const text = lower ? interpolate(rt, parts, node, frame) : str(parts.join(""));
  if (text.t !== "str") return text;
  return taint(make(rt, node, text.v, frame), text.variables);
}

const isPart = (part: Part | undefined): part is Part => part !== undefined;

function make(rt: Runtime, node: SigilNode, text: string, frame: Frame): Value {
  switch (node.name.toLowerCase()) {
    case "s":
      return str(text);
    case "c":
      return charlist(text);
    case "w": {
      const words = text.split(/\s+/).filter((word) => word !== "");
      const kind = node.modifiers === "a" ? atom : node.modifiers === "c" ? charlist : str;
      return list(words.map(kind));
    }
    case "r":
      return struct("Elixir.Regex", { opts: str(node.modifiers), source: str(text) });
    default: {
      const name = `sigil_${node.name}`;
      if (frame.module?.functions.has(`${name}/2`))
        return rt.callLocal(name, [str(text), charlist(node.modifiers)], node, frame);
      return rt.unknown(`uses the sigil ~${node.name}`, node, frame);
    }
  }
}
