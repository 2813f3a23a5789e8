import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { contents, makeProject } from "./support/project.ts";

const bin = fileURLToPath(new URL("../../dist/bin.cjs", import.meta.url));

interface Answers {
  readonly path?: string | undefined;
  /** To what is wanted beside the release, one for each time that it asks. */
  readonly wishes?: readonly string[];
}

/** Runs `init` on a terminal (made by util-linux' script) and answers when it asks. */
function initOnTerminal(
  cwd: string,
  answer: string,
  { path = process.env["PATH"], wishes = ["\r"] }: Answers = {},
): Promise<{ code: number | null; screen: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      "script",
      ["--quiet", "--return", "--command", `'${process.execPath}' '${bin}' init`, "/dev/null"],
      {
        cwd,
        env: { ...process.env, PATH: path, CI: undefined },
      },
    );
    let screen = "";
    let answered = 0;
    let wished = 0;
    child.stdout.on("data", (data: Buffer) => {
      screen += data.toString();
      if (screen.split("Enter for none:").length - 1 > wished) {
        child.stdin.write(wishes[wished] ?? "\r");
        wished += 1;
      }
      if (screen.split("[Y/n]").length - 1 <= answered) return;
      answered += 1;
      child.stdin.write(answer);
    });
    child.on("close", (code) => resolve({ code, screen }));
  });
}

describe.skipIf(process.platform !== "linux")("the question of init, on a terminal", () => {
  test("Enter means yes", async () => {
    const cwd = makeProject();
    const { code, screen } = await initOnTerminal(cwd, "\r");
    expect(code, screen).toBe(0);
    expect(Object.keys(contents(cwd))).toContain("flake.nix");
  });

  test("who has direnv is asked about .envrc first", async () => {
    const cwd = makeProject();
    const programs = mkdtempSync(join(tmpdir(), "nif2nix-direnv-"));
    writeFileSync(join(programs, "direnv"), "#!/bin/sh\n", { mode: 0o755 });
    const { code, screen } = await initOnTerminal(cwd, "\r", { path: `${programs}:${process.env["PATH"]}` });
    rmSync(programs, { recursive: true });
    expect(code, screen).toBe(0);
    expect(screen.indexOf(".envrc")).toBeLessThan(screen.indexOf("Write these"));
    expect(Object.keys(contents(cwd))).toEqual(expect.arrayContaining([".envrc", "flake.nix"]));
  });

  test("what is wanted besides is asked once, and again only where there is no such name", async () => {
    const cwd = makeProject();
    const { code, screen } = await initOnTerminal(cwd, "\r", { wishes: ["image, tests\r", "image test\r"] });
    expect(code, screen).toBe(0);
    expect(screen).toContain("There is no tests among them.");
    expect(contents(cwd)["nif2nix.toml"]).toBe('outputs = ["image"]\nchecks = ["test"]\n');
    expect(contents(cwd)["flake.nix"]).toContain("nix/image.nix");
    const again = await initOnTerminal(cwd, "\r");
    expect(again.screen).not.toContain("Enter for none:");
  });

  test("Enter writes nothing of what else there is", async () => {
    const cwd = makeProject();
    const { code, screen } = await initOnTerminal(cwd, "\r");
    expect(code, screen).toBe(0);
    expect(screen.split("Enter for none:")).toHaveLength(2);
    expect(Object.keys(contents(cwd))).not.toContain("nif2nix.toml");
  });

  test("n writes nothing", async () => {
    const cwd = makeProject();
    const before = contents(cwd);
    const { code, screen } = await initOnTerminal(cwd, "n\r");
    expect([code, contents(cwd)]).toEqual([0, before]);
    expect(screen).toContain("nothing was written");
    expect(screen).not.toContain("next:");
  });

  test("Ctrl-C and Ctrl-D write nothing and exit with 130", async () => {
    for (const key of ["\u0003", "\u0004"]) {
      const cwd = makeProject();
      const before = contents(cwd);
      for (const wishes of [[key], ["\r"]]) {
        const { code } = await initOnTerminal(cwd, key, { wishes });
        expect([key, code, contents(cwd)]).toEqual([key, 130, before]);
      }
    }
  });
});
