import { type LockText, NotForNix } from "./lock-text.ts";

/** Not read yet. */
export function readBunLock(_lock: LockText): void {
  throw new NotForNix("bun's lock is not read", "`npm install --package-lock-only` makes a lock that is");
}
