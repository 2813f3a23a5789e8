import type { Code } from "../code.ts";

/** NN5xx: dependencies and their sources. */
export const depsCodes = {} as const satisfies Record<string, Code>;
