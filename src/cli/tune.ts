import { setFlagsFromString } from "node:v8";

/**
 * Lets V8 of Node 20 wait longer before it optimises a function. In a run of a fifth of a second, what it compiles in the
 * background comes too late to be of use, and costs a third of the processor time. Long runs still get there.
 * Later versions of V8 count in another way and have a quicker compiler in between.
 */
export function tune(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");
}
