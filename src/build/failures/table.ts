import { cargoFailures } from "./cargo.ts";
import { codeFailures } from "./code.ts";
import type { KnownFailure } from "./failure.ts";
import { loadingFailures } from "./loading.ts";
import { mixFailures } from "./mix.ts";
import { nativeFailures } from "./native.ts";
import { nixFailures } from "./nix.ts";
import { precompiledFailures } from "./precompiled.ts";
import { rustlerFailures } from "./rustler.ts";

/** Every failure that is known, one file for each topic. Of two that match at one strength the one that the log has first counts. */
export const knownFailures: readonly KnownFailure[] = [
  ...precompiledFailures,
  ...rustlerFailures,
  ...loadingFailures,
  ...cargoFailures,
  ...nativeFailures,
  ...codeFailures,
  ...mixFailures,
  ...nixFailures,
];
