import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { workflow } from "../../../src/cli/init/ci.ts";
import { forges } from "../../../src/cli/init/forges.ts";
import { makeProject, temporaryFolder } from "../support/project.ts";
import { nif2nix } from "../support/run.ts";

describe("init --ci", () => {
  test.each(forges)("%s: the file is written once, and is the user's from then on", async (forge) => {
    const cwd = makeProject();
    const { path } = workflow(forge, []);
    expect((await nif2nix(["init", "--ci", forge], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, path), "utf8");
    for (const command of ["nix flake check", "nix build", "nix copy --to", "nix flake update"])
      expect(text).toContain(command);
    writeFileSync(join(cwd, path), "mine\n");
    expect((await nif2nix(["init", "--force", "--ci", forge], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, path), "utf8")).toBe("mine\n");
  });

  test.each(forges)("%s: is YAML, and renews as far as nif2nix is known", (forge) => {
    for (const [outputs, command] of [
      [[], "nif2nix generate"],
      [["update"], "nix run .#update"],
    ] as const) {
      const { text } = workflow(forge, outputs);
      expect(parseDocument(text).errors).toEqual([]);
      const { jobs, renew } = parse(text);
      const lines =
        forge === "gitlab"
          ? renew.script
          : jobs.renew.steps.flatMap(({ run = "" }: { run?: string }) => run.split("\n"));
      const renewing = lines.findIndex((line: string) => line.includes(command));
      expect(lines[renewing]).toMatch(/^if \[ -n "\$NIF2NIX" \]; then nix shell "\$NIF2NIX" --command /);
      execFileSync("bash", ["-n", "-c", lines.join("\n")]);
      expect(lines.findIndex((line: string) => line === "git add --all")).toBeGreaterThan(renewing);
      expect(lines.includes("nix flake update")).toBe(outputs.length === 0);
    }
  });

  test("is not written without the flag", async () => {
    const cwd = makeProject();
    expect((await nif2nix(["init"], { cwd })).code).toBe(0);
    expect(() => readFileSync(join(cwd, workflow("github", []).path))).toThrow("ENOENT");
  });

  test.each([
    ["below the root of its repository", [], true],
    ["in another style", ["--style", "default"], false],
  ])("is refused for a project %s", async (_, more, below) => {
    const repository = temporaryFolder();
    const cwd = below ? join(repository, "app") : repository;
    cpSync(makeProject(), cwd, { recursive: true });
    mkdirSync(join(repository, ".git"));
    writeFileSync(join(repository, ".git/HEAD"), "ref: refs/heads/main\n");
    const ran = await nif2nix(["init", "--ci", "github", "--format", "json", ...more], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stdout).toContain('"NN885"');
    expect(() => readFileSync(join(cwd, workflow("github", []).path))).toThrow("ENOENT");
  });
});
