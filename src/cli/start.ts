import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheCode } from "./code-cache.ts";
import { tune } from "./tune.ts";

/** Prepares the process, then runs the command line. What is loaded from here on starts sooner the second time. */
export async function start(host: NodeJS.Process): Promise<void> {
  tune();
  cacheCode(dirname(fileURLToPath(import.meta.url)), host.env);
  const { main } = await import("./main.ts");
  host.exitCode = await main(host.argv.slice(2), host);
}
