import type { Code } from "../code.ts";

/** NN2xx: mix.exs and config/*.exs. */
export const mixCodes = {} as const satisfies Record<string, Code>;
