import type { Code } from "../code.ts";

/** NN1xx: mix.lock. */
export const lockCodes = {} as const satisfies Record<string, Code>;
