import type { CallNode } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import type { Value } from "../values/value.ts";

/**
 * A special form or macro of Elixir's own: it decides itself what of its code runs.
 * Undefined where the call does not have this form's shape: then it is an ordinary call.
 */
export type Form = (rt: Runtime, node: CallNode, frame: Frame) => Value | undefined;
export type Forms = Readonly<Record<string, Form>>;
