import { YAMLParseError, parse } from "yaml";
import { LockError } from "./lock-text.ts";

/**
 * YAML as texts, lists and tables: nothing is taken for a number or a date. Throws LockError with the place of what is wrong.
 */
export function parseYaml(source: string): unknown {
  try {
    return parse(source, { schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "error" }) as unknown;
  } catch (error) {
    if (error instanceof YAMLParseError && error.code === "RESOURCE_EXHAUSTION")
      throw new LockError("it is nested too deeply", error.pos[0]);
    if (error instanceof YAMLParseError) throw new LockError(error.message.split("\n", 1)[0] as string, error.pos[0]);
    // Aliases that unfold to more than the parser allows.
    if (error instanceof ReferenceError) throw new LockError(error.message);
    throw error;
  }
}
