import { lazyZlib } from "./lazy-builtins.ts";

/**
 * What gzip packed. Undefined where it did not, or where it comes to more than the limit: a small file may hold very much.
 * @param limit bytes.
 */
export function gunzip(bytes: Uint8Array, limit: number): Buffer | undefined {
  try {
    return lazyZlib().gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
