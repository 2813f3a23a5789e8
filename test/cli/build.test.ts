import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeProject, temporaryFolder } from "./support/project.ts";
import { nif2nix, program } from "./support/run.ts";

const recorded = fileURLToPath(new URL("../build/nix-log/recorded/", import.meta.url));

/** A program `nix` that says what a real one said, and notes how it was called. */
function replaying(
  log: string,
  status: number,
  stdout = "/dev/null",
): { readonly env: { PATH: string }; readonly calls: () => string } {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "nix"),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> '${folder}/calls'\ncase "$1" in build) cat '${log}' >&2; cat '${stdout}'; exit ${status} ;; *) exit 1 ;; esac\n`,
  );
  chmodSync(join(folder, "nix"), 0o755);
  return {
    env: { PATH: `${folder}:${process.env["PATH"]}` },
    calls: () => readFileSync(join(folder, "calls"), "utf8"),
  };
}

const project = (): string => makeProject({ "flake.nix": "{ }" });

describe.each(["2.8", "2.26"])("build with Nix %s", (version) => {
  test("says of a failure which build it was, the lines that matter, the cause and what to paste", () => {
    const { env } = replaying(`${recorded}nix-${version}-bad.log`, 1);
    const { code, stdout, stderr } = program(["build"], { cwd: project(), env });
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/^(?:crate )?my_nif[- ]0\.1\.0 failed in buildPhase, /m);
    expect(stderr).toContain("failure[rustc-too-old]");
    expect(stderr).toContain("| error: rustc 1.80.0 is not supported by the following package:");
    expect(stderr).toMatch(/paste: in rust-toolchain\.toml.*\n {6}\[toolchain\]/);
    expect(stderr).toMatch(/its whole log: nix log \/nix\/store\/[a-z0-9]{32}-my_nif-0\.1\.0\.drv/);
  });

  test("says of an error while evaluating that it does not know it, and where it is", () => {
    const { env } = replaying(`${recorded}nix-${version}-evaluation.log`, 1);
    const { code, stderr } = program(["build"], { cwd: project(), env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/Nix failed after \d+ s:\nunknown failure flake\.nix:10:15: /);
    expect(stderr).toContain("| error: attribute 'nope' missing");
  });

  test("says a line for what begins and what ends, where nobody sees a tree", () => {
    const { env } = replaying(`${recorded}nix-${version}-good.log`, 0, `${recorded}nix-${version}-built.json`);
    const { code, stdout, stderr } = program(["build"], { cwd: project(), env });
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr.match(/^building /gm)).toHaveLength(3);
    expect(stderr.match(/^ended /gm)).toHaveLength(3);
    expect(stderr).toMatch(/^built (?:release )?my_app[- ]0\.1\.0 in \d+ s: \/nix\/store\//m);
    expect(stderr).not.toContain("\u001b");
  });
});

describe("build", () => {
  const log = `${recorded}nix-2.8-good.log`;

  test("an attribute is one of the project's flake, the rest is Nix's", () => {
    const { env, calls } = replaying(log, 0);
    const cwd = project();
    program(["build", "my_client"], { cwd, env });
    program(["build", ".?submodules=1", "--", "--no-link"], { cwd, env });
    program(["build", "--", "--option", "cores", "1"], { cwd, env });
    const start = "build --extra-experimental-features nix-command flakes";
    const end = "--json --log-format internal-json";
    expect(
      calls()
        .split("\n")
        .filter((call) => call.startsWith("build")),
    ).toEqual([
      `${start} .#my_client ${end}`,
      `${start} .?submodules=1 --no-link ${end}`,
      `${start} --option cores 1 ${end}`,
    ]);
  });

  test("--raw-log is what Nix prints, and so is what prints something itself", () => {
    const { env, calls } = replaying(log, 0, log);
    const cwd = project();
    const raw = program(["build", "--raw-log"], { cwd, env });
    expect([raw.code, raw.stderr]).toEqual([0, readFileSync(log, "utf8")]);
    expect(program(["build", "--", "--print-out-paths"], { cwd, env }).stdout).toBe(readFileSync(log, "utf8"));
    expect(calls()).not.toContain("internal-json");
  });

  test("in a folder below, the flake above is built, and said", () => {
    const { env } = replaying(log, 0);
    const cwd = project();
    const { code, stderr } = program(["build"], { cwd: join(cwd, "lib"), env });
    expect([code, stderr]).toEqual([0, expect.stringContaining(`flake.nix is in ${cwd}\n`)]);
  });

  test("a repository ends the way up", async () => {
    const cwd = makeProject({ "flake.nix": "{ }", "sub/.git/HEAD": "", "sub/mix.exs": "" });
    const { code, stderr } = await nif2nix(["build"], { cwd: join(cwd, "sub") });
    expect([code, stderr]).toEqual([2, expect.stringContaining("error[NN004]")]);
  });

  test("a build that a person stops ends with 130", () => {
    const folder = temporaryFolder();
    // As at a terminal: Ctrl-C reaches both, and Nix ends with 1.
    writeFileSync(
      join(folder, "nix"),
      "#!/bin/sh\ntrap 'echo \"error: interrupted by the user\" >&2; exit 1' INT\nkill -INT $PPID\nsleep 1\nkill -INT $$\n",
    );
    chmodSync(join(folder, "nix"), 0o755);
    const { code, stderr } = program(["build"], { cwd: project(), env: { PATH: `${folder}:${process.env["PATH"]}` } });
    expect([code, stderr]).toEqual([130, expect.not.stringContaining("failure")]);
  });
});
