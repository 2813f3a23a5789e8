import { lazyChildProcess } from "../ports/lazy-builtins.ts";
import { resource } from "../ports/resource.ts";

/** What a release says when it is asked whether it can start. */
export interface ReleaseReport {
  /** "alive": all of it was checked; "unchecked": nothing that is wrong was found, but not all could be checked. */
  readonly verdict: "alive" | "unchecked" | "dead" | "no release";
  /** In the order in which they came; the last is the verdict in words. */
  readonly lines: readonly string[];
}

/** Characters of the answer after which no more is kept. */
const MOST = 1024 * 1024;

/**
 * Asks a release whether it can start; runs its own BEAM, its start script up to the loading of all code, and what reads its
 * configuration at start. No application of it is started.
 * @param folder with bin/, lib/ and releases/.
 * @param env the variables that it may read, secrets among them.
 */
export function checkRelease(folder: string, env: NodeJS.ProcessEnv): Promise<ReleaseReport> {
  const programs = ["check-release.sh", "check-libraries.erl", "check-configuration.erl"].map((file) =>
    resource(`library/${file}`),
  );
  const [script, ...asked] = programs as [string, string, string];
  return new Promise((resolve, reject) => {
    const child = lazyChildProcess().spawn("sh", [script, folder, ...asked], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const take = (bytes: Buffer): void => {
      if (text.length < MOST) text += bytes.toString("utf8");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (status) => {
      const lines = text.trimEnd().split("\n");
      const last = lines.at(-1) ?? "";
      const found = last === "ALIVE" ? "alive" : last.startsWith("ALIVE") ? "unchecked" : "dead";
      resolve({ verdict: status === 2 ? "no release" : status === 0 ? found : "dead", lines });
    });
  });
}
