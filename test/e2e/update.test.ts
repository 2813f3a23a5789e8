import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cli } from "./support/cli.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut } from "./support/project.ts";
import { attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

describe.skipIf(cannotBuild() || !usesStandIn)("updates without hands", () => {
  let workplace: Workplace;
  let project: Project;
  let programs: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes", "--outputs", "update");
    expect(ran.status, ran.stderr).toBe(0);
    // Inputs that are there without a network, and that a lock can name.
    project.edit("flake.nix", (text) =>
      text
        .replace("github:NixOS/nixpkgs/nixos-unstable", `path:${workplace.folder}/set/pkgs`)
        .replace("github:ipetkov/crane", `path:${workplace.folder}/set/pkgs/crane`),
    );
    commit("Nix files");
    programs = join(workplace.folder, "programs");
    mkdirSync(programs);
    writeFileSync(join(programs, "nif2nix"), `#!/bin/sh\nexec "${process.execPath}" "${cli()}" "$@"\n`, {
      mode: 0o755,
    });
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  const commit = (message: string): void => {
    run("git", ["add", "--all"], { cwd: project.repository });
    const author = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    run("git", [...author, "commit", "--quiet", "--message", message], { cwd: project.repository });
  };

  /** What somebody else's change leaves behind: the files of another environment's project. */
  let version = 1;
  const outdate = (): void => {
    version += 1;
    project.edit("mix.exs", (text) => text.replace(/version: "\d+\.\d+\.\d+"/, `version: "9.8.${version}"`));
    rmSync(join(project.folder, "nix/lib/sources.nix"));
  };

  test(
    "the app renews what is generated, the lock of the inputs, and tells Git of it",
    () => {
      const update = (folder: string, env: Record<string, string> = {}) =>
        workplace.tryNix(["run", `${project.folder}#update`], { cwd: folder, env });
      const without = update(project.folder);
      expect(without.status).toBe(1);
      expect(without.stderr).toContain("nif2nix is not in PATH");
      expect(project.status()).toBe("");

      outdate();
      expect(project.nif2nix("check").status).toBe(1);
      const env = { PATH: `${programs}:${process.env["PATH"]}` };
      const ran = update(join(project.folder, "lib"), env);
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.nif2nix("check").status).toBe(0);
      const { nodes } = JSON.parse(readFileSync(join(project.folder, "flake.lock"), "utf8"));
      expect(Object.keys(nodes)).toEqual(["crane", "nixpkgs", "root"]);
      expect(run("git", ["ls-files"], { cwd: project.folder })).toContain("flake.lock");

      const outside = update(workplace.folder, env);
      expect([outside.status, outside.stderr]).toEqual([1, expect.stringContaining("no flake.nix")]);
      commit("Renewed");
    },
    20 * minutes,
  );

  interface Step {
    readonly run: string;
    readonly env: Readonly<Record<string, string>>;
  }

  /** Runs the steps of action.yml, with the contexts that a runner fills in. */
  function act(inputs: Readonly<Record<string, string>>): { status: number | null; stderr: string; output: string } {
    const action = parse(readFileSync(join(repository, "action.yml"), "utf8"));
    const output = join(workplace.folder, "output");
    writeFileSync(output, "");
    const fill = (text: string): string =>
      text.replace(/\$\{\{ (github\.action_path|inputs\.(\w+)) \}\}/g, (_, path: string, name: string) =>
        path === "github.action_path" ? repository : (inputs[name] ?? action.inputs[name].default),
      );
    const [step] = action.runs.steps as [Step];
    expect(action.runs.steps).toHaveLength(1);
    expect(step.run).not.toContain("${{");
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value)]));
    const ran = attempt("bash", ["-eo", "pipefail", "-c", step.run], {
      cwd: project.folder,
      env: { ...env, GITHUB_OUTPUT: output },
    });
    return { status: ran.status, stderr: ran.stdout + ran.stderr, output: readFileSync(output, "utf8") };
  }

  test(
    "the action checks, annotates, renews, and says whether there is something to commit",
    () => {
      expect(act({})).toMatchObject({ status: 0, output: "changed=false\n" });
      outdate();
      expect(act({}).status).toBe(1);
      expect(act({ command: "generate", arguments: "--offline" })).toMatchObject({
        status: 0,
        output: "changed=true\n",
      });
      expect(act({}).status).toBe(0);
      expect(act({ command: "generate; touch /tmp/no" }).status).toBe(2);
      expect(act({ directory: "native" }).status).toBe(2);
    },
    5 * minutes,
  );
});
