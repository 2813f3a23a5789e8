import { lazyV8 } from "../../ports/lazy-builtins.ts";

/**
 * In a run of a fifth of a second, what V8 optimises in the background comes too late to be of use and costs a third of the
 * processor time; long runs still get there. All flags are set here and first: code in the cache is good only for the flags
 * that it was compiled with.
 */
export function tune(): void {
  const { setFlagsFromString } = lazyV8();
  // src/ports/elixir-grammar.ts sets these, too, for those who use the library.
  setFlagsFromString("--liftoff-only");
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  // What is read of a project lives until the end: young objects get room at once instead of being copied again and again.
  setFlagsFromString("--semi-space-growth-factor=16");
  // Room that is nearly full is cleaned while the program waits: at the end, where nothing needs it any more.
  setFlagsFromString("--no-minor-gc-task");
  // How often code has to run before it is optimised; later versions than that of Node 20 count in another way.
  if (process.versions.v8.startsWith("11.")) {
    setFlagsFromString("--interrupt-budget=1000000");
    // Small functions of Node's own, which ran before, would be optimised all the same.
    setFlagsFromString("--max-bytecode-size-for-early-opt=0");
  } else {
    setFlagsFromString("--invocation-count-for-maglev=4000");
    setFlagsFromString("--invocation-count-for-turbofan=30000");
  }
}
