import { createInterface } from "node:readline";
import { Interrupted } from "../guarded.ts";

/** Asks a yes-no question on standard error; Enter means yes. Throws Interrupted on Ctrl-C and at the end of input. */
export async function confirm(question: string): Promise<boolean> {
  return !/^n/i.test((await answerTo(`${question} [Y/n] `)).trim());
}

/** Asks on standard error; the line that is typed. Throws Interrupted on Ctrl-C and at the end of input. */
export async function answerTo(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve, reject) => {
    let answered = false;
    lines.on("SIGINT", () => lines.close());
    lines.on("close", () => (answered ? undefined : reject(new Interrupted())));
    lines.question(question, (answer) => {
      answered = true;
      lines.close();
      resolve(answer);
    });
  });
}
