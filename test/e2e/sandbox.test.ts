import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { checkOut } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

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

  test(
    "nor has the build of an example's release",
    () => {
      const project = checkOut(workplace, "hello_nif");
      const ran = project.nif2nix("init", "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      // nix/package.nix is the user's: the place to add to the build.
      const look = `preBuild = "echo ${process.pid} ${Date.now()}; cat /proc/net/dev; echo end of interfaces";`;
      project.edit("nix/package.nix", (text) =>
        text.replace("inherit mixNixDeps;", `inherit mixNixDeps;\n      ${look}`),
      );
      const built = project.tryBuild("default");
      expect(built.status, built.stderr).toBe(0);
      const lines = built.stderr.split("\n").map((line) => line.replace(/^hello_nif> /, ""));
      const start = lines.findIndex((line) => line.startsWith("Inter-|"));
      expect(interfaces(lines.slice(start, lines.indexOf("end of interfaces")).join("\n"))).toEqual(["lo"]);
    },
    20 * minutes,
  );
});
