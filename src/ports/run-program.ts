import { lazyChildProcess } from "./lazy-builtins.ts";

/** How a program ended. */
export interface Ended {
  /** Its exit code; 1 where a signal ended it; "missing" where there is no such program. */
  readonly status: number | "missing";
  /** Somebody pressed Ctrl-C meanwhile. */
  readonly interrupted: boolean;
  /** What it printed on standard output, where that was taken. */
  readonly stdout: string;
}

export interface Running {
  readonly cwd: string;
  /** Called with each line of standard error; without it both streams are the caller's own. */
  readonly onLine?: (line: string) => void;
  /** Standard output is taken, too, in place of being the caller's own. */
  readonly takeOutput?: boolean;
}

/** A line without an end is given in pieces of this length: it must not fill the memory. */
const LONGEST = 8 * 1024 * 1024;

/**
 * Runs a program to its end. Ctrl-C at a terminal reaches the program by itself; we wait for it to clean up, and say how it
 * ended. Rejects where it cannot be started for another reason than that it is missing.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, onLine, takeOutput }: Running,
): Promise<Ended> {
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
  };
  process.on("SIGINT", interrupt);
  try {
    return await new Promise<Ended>((resolve, reject) => {
      const child = lazyChildProcess().spawn(program, args, {
        cwd,
        stdio: ["inherit", takeOutput === true ? "pipe" : "inherit", onLine === undefined ? "inherit" : "pipe"],
      });
      const output: Buffer[] = [];
      child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
      let left = "";
      child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
        const lines = (left + chunk).split("\n");
        left = lines.pop() ?? "";
        for (const line of lines) onLine?.(line);
        if (left.length > LONGEST) {
          onLine?.(left);
          left = "";
        }
      });
      child.on("error", (error: NodeJS.ErrnoException) =>
        error.code === "ENOENT" ? resolve({ status: "missing", interrupted, stdout: "" }) : reject(error),
      );
      child.on("close", (code, signal) => {
        if (left !== "") onLine?.(left);
        resolve({
          status: code ?? 1,
          interrupted: interrupted || code === 130 || signal === "SIGINT",
          stdout: Buffer.concat(output).toString("utf8"),
        });
      });
    });
  } finally {
    process.off("SIGINT", interrupt);
  }
}
