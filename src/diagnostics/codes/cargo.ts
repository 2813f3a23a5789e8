import type { Code } from "../code.ts";

/** NN4xx: crates. */
export const cargoCodes = {} as const satisfies Record<string, Code>;
