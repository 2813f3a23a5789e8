import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { explainLog } from "../../build/explain-log.ts";
import { LOG_LIMIT, linesOf } from "../../build/log/clean-line.ts";
import { reportText } from "../../build/report-text.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { type Cli, print, printText, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

/** Prints what is known of a failure from its log, a file or `-` for standard input. 1 where it is not a known one. */
export async function explainLogOf(cli: Cli, file: string, format: "text" | "json"): Promise<ExitCode> {
  const log = readLog(cli, file);
  if (log === undefined) return EXIT.usage;
  const report = explainLog(linesOf(log));
  const { explanation, ...rest } = report;
  if (format === "json") {
    const known = explanation && {
      failure: explanation.failure.name,
      cause: explanation.cause,
      remedy: explanation.remedy,
      paste: explanation.paste,
    };
    print(cli, jsonText({ schemaVersion: 1, ...(known ?? { failure: null }), ...rest }));
  } else printText(cli, reportText(report, await loadPainter(cli.colour.out)));
  return explanation === undefined ? EXIT.findings : EXIT.fine;
}

/** The end of a log: what failed is there, and a log can be larger than memory. */
function readLog(cli: Cli, file: string): string | undefined {
  try {
    const from = file === "-" ? 0 : openSync(resolve(cli.cwd, file), "r");
    try {
      return endOf(from);
    } finally {
      if (from !== 0) closeSync(from);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    say(cli, code === "ENOENT" ? `there is no log ${file}` : `the log ${file} cannot be read: ${message}`);
    return undefined;
  }
}

function endOf(descriptor: number): string {
  let kept: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 20);
    const read = readSome(descriptor, chunk);
    if (read === 0) break;
    kept.push(chunk.subarray(0, read));
    size += read;
    if (size > 2 * LOG_LIMIT) {
      const end = Buffer.concat(kept).subarray(-LOG_LIMIT);
      kept = [end];
      size = end.length;
    }
  }
  return Buffer.concat(kept).toString("utf8");
}

/** A pipe that is not ready says EAGAIN; there is nothing else to do than to wait for it. */
function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
