import type { Code } from "./code-entry.ts";
import { applyCodes } from "./codes/apply.ts";
import { assetsCodes } from "./codes/assets.ts";
import { cargoCodes } from "./codes/cargo.ts";
import { depsCodes } from "./codes/deps.ts";
import { inspectCodes } from "./codes/inspect.ts";
import { lockCodes } from "./codes/lock.ts";
import { mixCodes } from "./codes/mix.ts";
import { nifCodes } from "./codes/nif.ts";
import { nixpkgsCodes } from "./codes/nixpkgs.ts";
import { planCodes } from "./codes/plan.ts";
import { projectCodes } from "./codes/project.ts";
import { settingsCodes } from "./codes/settings.ts";
import { toolchainCodes } from "./codes/toolchain.ts";

/** Every kind of diagnostic there is, by name. One file for each stage, all in codes/. */
export const codes = {
  ...projectCodes,
  ...lockCodes,
  ...mixCodes,
  ...nifCodes,
  ...cargoCodes,
  ...depsCodes,
  ...applyCodes,
  ...settingsCodes,
  ...planCodes,
  ...nixpkgsCodes,
  ...toolchainCodes,
  ...assetsCodes,
  ...inspectCodes,
} as const satisfies Record<string, Code>;

export type CodeName = keyof typeof codes;
