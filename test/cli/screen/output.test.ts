import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outputTo } from "../../../src/cli/screen/output.ts";
import { temporaryFolder } from "../support/project.ts";

test("the stream takes over for the rest where the descriptor would block", () => {
  const pipe = join(temporaryFolder(), "pipe");
  expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
  const [reader, writer] = [
    openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK),
    openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK),
  ];
  try {
    const slow: string[] = [];
    const stream = { on: () => stream, write: (text: Buffer | string) => void slow.push(text.toString()) };
    const output = outputTo(writer as 1, () => stream as unknown as NodeJS.WriteStream);
    const text = "0123456789".repeat(20_000);
    expect(output.mayHoldText).toBe(false);
    output.write(text);
    expect(output.mayHoldText).toBe(true);
    output.write("end");
    const first = whatIsThere(reader);
    expect(first.length).toBeGreaterThan(0);
    expect(first + slow.join("")).toBe(`${text}end`);
    expect(slow.at(-1)).toBe("end");
  } finally {
    closeSync(reader);
    closeSync(writer);
  }
});

function whatIsThere(file: number): string {
  const { status, stdout } = spawnSync("head", ["-c", "65536"], { stdio: [file, "pipe", "inherit"], encoding: "utf8" });
  expect(status).toBe(0);
  return stdout;
}
