import type { Code } from "../code.ts";

/** NN7xx: nif2nix.toml. */
export const settingsCodes = {} as const satisfies Record<string, Code>;
