import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, makeProject, temporaryFolder } from "./support/project.ts";
import { nif2nix, program } from "./support/run.ts";

/** A Nix whose answers are known: all is well. */
function goodNix(): { readonly PATH: string } {
  const folder = temporaryFolder();
  const recorded = readFileSync(new URL("../build/doctor/nix-2.26-settings.json", import.meta.url), "utf8");
  const settings = {
    ...(JSON.parse(recorded) as object),
    "experimental-features": { value: ["nix-command", "flakes"] },
  };
  writeFileSync(join(folder, "settings"), JSON.stringify(settings));
  writeFileSync(
    join(folder, "nix"),
    `#!/bin/sh\ncase "$1" in --version) echo 'nix (Nix) 2.26.3' ;; config) cat '${folder}/settings' ;; *) exit 1 ;; esac\n`,
  );
  chmodSync(join(folder, "nix"), 0o755);
  return { PATH: `${folder}:${process.env["PATH"]}` };
}

function repository(): string {
  const cwd = makeProject();
  const git = (...args: string[]): void => expect(spawnSync("git", args, { cwd }).status).toBe(0);
  git("init", "--quiet");
  expect(program(["init", "--yes", "--offline"], { cwd }).code).toBe(0);
  git("add", ".");
  return cwd;
}

type Document = {
  readonly checks: readonly { readonly name: string; readonly state: string; readonly found: string }[];
};

describe("doctor", () => {
  test("of a project that is in order finds nothing, and changes nothing", () => {
    const cwd = repository();
    const before = contents(cwd);
    const { code, stdout, stderr } = program(["doctor"], { cwd, env: { ...process.env, ...goodNix() } });
    expect([code, stdout.match(/^!!/m)]).toEqual([0, null]);
    expect(stdout).toMatch(/^ok nix {6}2\.26\.3\nok flakes {3}on\n/);
    expect(stdout).toMatch(/^ok files {4}\d+ generated files are up to date; 1 crate of the project's own$/m);
    expect(stderr).toBe("nothing is in the way of a build\n");
    expect(contents(cwd)).toEqual(before);
  });

  test("finds a file that git does not know and generated files that are old, and says what to do", () => {
    const cwd = repository();
    writeFileSync(join(cwd, "lib/new.ex"), "defmodule New do\nend\n");
    writeFileSync(join(cwd, "nif2nix.toml"), '[crate.hello_nif]\nnativeBuildInputs = ["cmake"]\n');
    const { code, stdout } = program(["doctor", "--format", "json"], { cwd, env: { ...process.env, ...goodNix() } });
    const { checks } = JSON.parse(stdout) as Document;
    const findings = checks.filter(({ state }) => state === "finding");
    expect([code, findings.map(({ name }) => name)]).toEqual([1, ["git", "files"]]);
    expect(findings[0]?.found).toContain("lib/new.ex");
    expect(findings[1]?.found).toContain("nix/nifs.nix");
  });

  test("without nix that is the finding, and nothing is asked of it", () => {
    const { code, stdout } = program(["doctor", "--format", "json"], {
      cwd: makeProject(),
      env: { PATH: temporaryFolder() },
    });
    const { checks } = JSON.parse(stdout) as Document;
    expect([code, checks[0]]).toMatchObject([
      1,
      { name: "nix", state: "finding", found: "not installed", help: expect.stringContaining("nixos.org") as string },
    ]);
    expect(checks.map(({ name }) => name)).toEqual(["nix", "git", "locks", "files", "inputs", "disk"]);
  });

  test("a folder without a project is a finding, too", async () => {
    const { code, stdout } = await nif2nix(["doctor"], { cwd: temporaryFolder() });
    expect([code, stdout]).toEqual([1, expect.stringContaining("there is no mix.exs here")]);
  });

  test("says why each result matters for this project, or does not", () => {
    const cwd = repository();
    const { stdout } = program(["doctor", "--format", "json"], { cwd, env: { ...process.env, ...goodNix() } });
    const { checks } = JSON.parse(stdout) as { checks: readonly { name: string; matters: boolean; because: string }[] };
    expect(checks.every(({ because }) => because !== "")).toBe(true);
    expect(checks.filter(({ matters }) => !matters).map(({ name, because }) => [name, because])).toEqual([
      ["user", "flake.nix names no cache of its own"],
    ]);
  });

  test("a lock that is not of its manifest is a row of its own", () => {
    const cwd = repository();
    const manifest = join(cwd, "native/hello_nif/Cargo.toml");
    writeFileSync(manifest, `${readFileSync(manifest, "utf8")}\nlibc = "0.2"\n`);
    const { code, stdout } = program(["doctor", "--format", "json"], { cwd, env: { ...process.env, ...goodNix() } });
    const { checks } = JSON.parse(stdout) as Document;
    expect([code, checks.find(({ name }) => name === "locks")]).toMatchObject([
      1,
      { state: "finding", found: expect.stringMatching(/^cargo-lock-stale in native\/hello_nif\//) },
    ]);
  });
});
