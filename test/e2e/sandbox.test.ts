import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

// /proc/net/dev has two lines of headings, then one line for each interface that starts with its name.
const interfaces = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => (line.split(":")[0] ?? "").trim());

describe.skipIf(cannotBuild() || process.platform !== "linux")("the sandbox in which examples are built", () => {
  let workplace: Workplace;
  beforeAll(() => {
    workplace = makeWorkplace();
  });
  afterAll(() => workplace.remove());

  test("has no network interface but lo", () => {
    const flake = join(workplace.folder, "sandbox");
    cpSync(join(repository, "test/e2e/sandbox"), flake, { recursive: true });
    writeFileSync(join(flake, "run"), `${process.pid} ${Date.now()}`);
    const built = workplace.nix(["build", "--no-link", "--json", `path:${flake}`]);
    const [first] = JSON.parse(built) as { outputs: { out: string } }[];
    expect(interfaces(readFileSync(first?.outputs.out ?? "", "utf8"))).toEqual(["lo"]);
    // The machine itself has more, so that the line above can fail.
    expect(interfaces(readFileSync("/proc/net/dev", "utf8")).length).toBeGreaterThan(1);
  });
});
