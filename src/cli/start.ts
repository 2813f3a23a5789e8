import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheCode } from "./code-cache.ts";
import { outputTo } from "./output.ts";
import { tune } from "./tune.ts";

/** Prepares the process, then runs the command line. What is loaded from here on starts sooner the second time. */
export async function start(host: NodeJS.Process): Promise<void> {
  tune();
  cacheCode(dirname(fileURLToPath(import.meta.url)), host.env, commandOf(host.argv));
  const { main } = await import("./main.ts");
  host.exitCode = await main(host.argv.slice(2), {
    stdout: outputTo(1, () => host.stdout),
    stderr: outputTo(2, () => host.stderr),
    get stdin() {
      return host.stdin;
    },
    env: host.env,
    cwd: () => host.cwd(),
    exit: (code) => host.exit(code),
  });
}

/** The command's name, for files: empty where it does not look like one. */
function commandOf(argv: readonly string[]): string {
  return /^[a-z-]{1,20}$/.test(argv[2] ?? "") ? (argv[2] as string) : "";
}
