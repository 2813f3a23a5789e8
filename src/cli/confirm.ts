import { createInterface } from "node:readline";
import { Interrupted } from "./guarded.ts";

/** Asks a yes-no question on standard error; Enter means yes. Throws Interrupted on Ctrl-C and at the end of input. */
export async function confirm(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve, reject) => {
    let answered = false;
    lines.on("SIGINT", () => lines.close());
    lines.on("close", () => (answered ? undefined : reject(new Interrupted())));
    lines.question(`${question} [Y/n] `, (answer) => {
      answered = true;
      lines.close();
      resolve(!/^n/i.test(answer.trim()));
    });
  });
}
