import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT } from "../exit-code.ts";
import { outputTo } from "../screen/output.ts";
import { cacheCode } from "./code-cache.ts";
import { tune } from "./tune.ts";

/**
 * Prepares the process, then runs the command line. What is loaded from here on starts sooner the second time.
 * The exit code is that of a bug until the command has ended: Node ends, with whatever code is set, as soon as nothing is left
 * to wait for, and a promise that nobody settles would look like success.
 */
export async function start(host: NodeJS.Process): Promise<void> {
  host.exitCode = EXIT.bug;
  const stdout = outputTo(1, () => host.stdout);
  const stderr = outputTo(2, () => host.stderr);
  const bug = async (error: unknown): Promise<void> => {
    const { bugReport } = await import("../bug-report.ts");
    stderr.write(`${bugReport(error, host.argv.slice(2))}\n`);
    host.exit(EXIT.bug);
  };
  let ended = false;
  // Node's own answer to what nobody catches is exit code 1, which is that of findings.
  host.on("uncaughtException", (error) => void bug(error));
  host.on("beforeExit", () => (ended ? undefined : void bug(new Error("the command did not end"))));
  const command = commandOf(host.argv);
  const isTuned = !SHORT.test(command);
  if (isTuned) tune();
  cacheCode(dirname(fileURLToPath(import.meta.url)), host.env, { command, isTuned }, projectsOf(host));
  const { main } = await import("../main.ts");
  host.exitCode = await main(host.argv.slice(2), {
    stdout,
    stderr,
    get stdin() {
      return host.stdin;
    },
    env: host.env,
    cwd: () => host.cwd(),
    exit: (code) => host.exit(code),
  });
  ended = true;
  // Left to itself Node first takes apart, piece by piece, memory that the system takes back as a whole: 5 ms after a run of 110.
  if (!stdout.mayHoldText && !stderr.mayHoldText) host.exit();
}

/** What ends so soon, `--help` among it, that to tune V8, for which Node loads its streams, takes longer than it saves. */
const SHORT = /^(?:-.*|cache|completion|explain|)$/;

/** The command's name, for files: empty where it does not look like one. */
function commandOf(argv: readonly string[]): string {
  return /^[a-z-]{1,20}$/.test(argv[2] ?? "") ? (argv[2] as string) : "";
}

/** Folders that the command may work on: the current one, and what the command line names. */
function projectsOf(host: NodeJS.Process): readonly string[] {
  const words = host.argv.slice(2).map((word) => word.replace(/^-[^=]*=/, ""));
  return [".", ...words].map((word) => resolve(host.cwd(), word));
}
