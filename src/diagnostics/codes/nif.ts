import type { Code } from "../code.ts";

/** NN3xx: NIF modules. */
export const nifCodes = {} as const satisfies Record<string, Code>;
