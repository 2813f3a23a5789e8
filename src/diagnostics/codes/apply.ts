import type { Code } from "../code.ts";

/** NN6xx: written files. */
export const applyCodes = {} as const satisfies Record<string, Code>;
