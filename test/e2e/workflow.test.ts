import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { workflow } from "../../src/cli/init/ci.ts";
import { forges } from "../../src/cli/init/forges.ts";
import { commit } from "../support/git-server.ts";
import { cli } from "./support/cli.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { type Ran, attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

interface Step {
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The scripts of a job, each for a shell of its own, with the variables that the forge gives it. */
function scripts(
  forge: (typeof forges)[number],
  text: string,
  job: "build" | "renew",
  variables: Readonly<Record<string, string>>,
): readonly { readonly script: string; readonly env: Readonly<Record<string, string>> }[] {
  const file = parse(text);
  if (forge === "gitlab")
    return [{ script: file[job].script.join("\n"), env: { ...variables, NIX_CONFIG: file.variables.NIX_CONFIG } }];
  const filled = (env: Step["env"] = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ (?:vars|secrets)\.(\w+) \}\}/, (_, given: string) => variables[given] ?? ""),
      ]),
    );
  const { steps, env } = file.jobs[job] as { steps: readonly Step[]; env?: Step["env"] };
  return steps.flatMap(({ run: script, env: own, if: condition = "" }) => {
    const [, wanted] = /vars\.(\w+) != ''/.exec(condition) ?? [];
    const skipped = wanted !== undefined && variables[wanted] === "";
    return script === undefined || skipped ? [] : [{ script, env: { ...filled(env), ...filled(own) } }];
  });
}

/** What runs on a forge, run here: the scripts of its workflow, with real Nix, a remote repository and a cache. */
describe.skipIf(cannotBuild() || !usesStandIn)("the workflow of a forge", () => {
  let workplace: Workplace;
  let programs: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    programs = join(workplace.folder, "programs");
    mkdirSync(programs);
    // Nix as this machine has to be asked for builds; a lock is written by Nix alone.
    writeFileSync(
      join(programs, "nix"),
      `#!/bin/bash
export PATH='${process.env["PATH"]}'
if [ "$1 $2" = "flake update" ]; then exec nix --extra-experimental-features "nix-command flakes" "$@"; fi
exec '${join(repository, "scripts/e2e")}' nix '${workplace.folder}/set' "$@"
`,
      { mode: 0o755 },
    );
    // A flake with nif2nix.
    mkdirSync(join(workplace.folder, "flake"));
    writeFileSync(
      join(workplace.folder, "flake/flake.nix"),
      `{
  outputs = _: {
    packages.${currentSystem(workplace)}.default = derivation {
      name = "nif2nix";
      system = "${currentSystem(workplace)}";
      builder = "/bin/sh";
      args = [ "-c" ''
        PATH=/usr/bin:/bin
        mkdir -p $out/bin
        printf '#!/bin/sh\\nexec "${process.execPath}" "${cli()}" "$@"\\n' > $out/bin/nif2nix
        chmod +x $out/bin/nif2nix
      '' ];
    };
  };
}
`,
    );
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test.each(forges)(
    "of %s checks, builds, pushes what it built, and renews on a branch of its own",
    (forge) => {
      rmSync(join(workplace.folder, "project"), { recursive: true, force: true });
      const project: Project = checkOut(workplace, "test/projects/plain/project");
      const { folder } = project;
      const ran = project.nif2nix("init", "--yes", "--offline", "--ci", forge);
      expect(ran.status, ran.stderr).toBe(0);
      project.edit("flake.nix", (text) =>
        text.replace("github:NixOS/nixpkgs/nixos-unstable", `path:${workplace.folder}/set/pkgs`),
      );
      commit(folder, {});
      const remote = join(workplace.folder, "remote");
      const cache = join(workplace.folder, "cache");
      for (const each of [remote, cache]) rmSync(each, { recursive: true, force: true });
      run("git", ["clone", "--quiet", "--bare", folder, remote]);
      run("git", ["remote", "add", "origin", remote], { cwd: folder });

      const { text } = workflow(forge, []);
      const pushed = "https://renew:secret@git.example.org/acme/plain.git";
      const variables = {
        NIX_CACHE: `file://${cache}`,
        NIF2NIX: `path:${workplace.folder}/flake`,
        RENEW_TOKEN: "secret",
        CI_SERVER_HOST: "git.example.org",
        CI_PROJECT_PATH: "acme/plain",
        CI_COMMIT_BRANCH: "main",
        CI_DEFAULT_BRANCH: "main",
      };
      const work = (job: "build" | "renew", more: Readonly<Record<string, string>> = {}): Ran => {
        let last: Ran | undefined;
        for (const { script, env } of scripts(forge, text, job, { ...variables, ...more })) {
          expect(script).not.toContain("${{");
          last = attempt("bash", ["-eo", "pipefail", "-c", script], {
            cwd: folder,
            env: {
              ...env,
              PATH: `${programs}:${process.env["PATH"]}`,
              GIT_CONFIG_COUNT: "1",
              GIT_CONFIG_KEY_0: `url.${remote}.insteadOf`,
              GIT_CONFIG_VALUE_0: pushed,
            },
          });
          if (last.status !== 0) break;
        }
        if (last === undefined) throw new Error(`there is nothing to run in ${job}`);
        return last;
      };

      const built = work("build");
      expect(built.status, built.stdout + built.stderr).toBe(0);
      expect(readdirSync(cache).some((name) => name.endsWith(".narinfo"))).toBe(true);

      // Each job has a checkout of its own.
      rmSync(join(folder, "result"));
      const renewed = work("renew");
      expect(renewed.status, renewed.stdout + renewed.stderr).toBe(0);
      const branch = run("git", ["show", "--name-only", "--format=%s", "renew-flake"], { cwd: remote });
      expect(branch).toBe("Renew the inputs of the flake\n\nflake.lock\n");
      const again = work("renew");
      expect(again.status, again.stdout + again.stderr).toBe(0);
      expect(run("git", ["rev-parse", "renew-flake"], { cwd: remote })).toBe(
        run("git", ["rev-parse", "HEAD"], { cwd: folder }),
      );

      // What a person forgot to renew stops it, as far as nif2nix is known.
      rmSync(join(folder, "nix/lib/sources.nix"));
      const stale = work("build");
      expect([stale.status, stale.stdout + stale.stderr]).toEqual([1, expect.stringContaining("nix/lib/sources.nix")]);
      project.nif2nix("generate", "--offline");
      project.edit("mix.exs", (own) => own.replace(/version: "[^"]*"/, 'version: "7.7.7"'));
      expect(work("build").status).toBe(1);
      expect(work("build", { NIF2NIX: "", NIX_CACHE: "" }).status).toBe(0);
    },
    20 * minutes,
  );
});
