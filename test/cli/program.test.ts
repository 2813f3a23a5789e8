import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { VERSION } from "../../src/cli/version.ts";
import { makeProject, temporaryFolder } from "./support/project.ts";
import { program } from "./support/run.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${repository}package.json`, "utf8")) as {
  version: string;
  bin: { nif2nix: string };
};

describe("the built program", () => {
  test("--version is package.json's, from nothing but three small files", () => {
    expect(VERSION).toBe(manifest.version);
    expect(program(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
    const loaded = spawnSync(
      process.execPath,
      ["--require", "./test/cli/support/list-loaded.cjs", manifest.bin.nif2nix, "--version"],
      { cwd: repository, encoding: "utf8" },
    );
    expect(loaded.stderr.trim().split("\n").sort()).toEqual([
      "dist/bin.cjs",
      "dist/rolldown-runtime.cjs",
      "dist/version.cjs",
    ]);
  });

  test("runs by its name, as npm links it", () => {
    const { status, stdout } = spawnSync(`${repository}${manifest.bin.nif2nix}`, ["--version"], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, `${manifest.version}\n`]);
  });

  test("finds its pages and its Nix functions where it is installed", () => {
    expect(program(["explain", "NN403"]).stdout).toContain("cargo generate-lockfile");
    const cwd = makeProject();
    expect(program(["init", "--yes"], { cwd }).code).toBe(0);
  });

  test("without nix, building says in one line how to get it", () => {
    const cwd = makeProject({ "flake.nix": "{ }" });
    const { code, stderr } = program(["build"], { cwd, env: { PATH: temporaryFolder() } });
    expect(code).toBe(3);
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^nix is not installed; get it from https:/)]);
  });

  test("building says which files git, and so Nix, does not know", () => {
    const cwd = makeProject({ "flake.nix": "{ }", "nix/deps.nix": "{ }", "bin/nix": "#!/bin/sh\necho built\n" });
    chmodSync(`${cwd}/bin/nix`, 0o755);
    const env = { PATH: `${cwd}/bin:${process.env["PATH"]}` };
    const git = (...args: string[]): void => expect(spawnSync("git", args, { cwd }).status).toBe(0);
    git("init", "--quiet");
    git("add", ".");
    git("rm", "--quiet", "--cached", "nix/deps.nix");
    const before = program(["build"], { cwd, env });
    expect([before.code, before.stderr.split("\n")[0]]).toEqual([0, expect.stringMatching(/: nix\/deps\.nix$/)]);
    expect(before.stderr).toContain("git add nix");
    git("add", "nix");
    expect(program(["build"], { cwd, env })).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^built in \d+ s\n$/),
    });
  });

  test.each(["promise", "throw", "reject"])(
    "what never ends, or fails where nobody looks, is no success: %s",
    (hang) => {
      const cwd = makeProject();
      const broken = spawnSync(
        process.execPath,
        ["--require", "./test/cli/support/hang.cjs", manifest.bin.nif2nix, "generate", "--project", cwd, "--offline"],
        { cwd: repository, encoding: "utf8", env: { ...process.env, HANG: hang } },
      );
      expect(broken.status).toBe(70);
      expect(broken.stderr).toContain("nif2nix met a bug of its own");
      expect(broken.stderr).toContain(hang === "promise" ? "did not end" : "broken on purpose");
    },
  );

  test("a reader that goes away changes neither what is done nor the code", () => {
    const cwd = makeProject();
    const [scan, check] = ["scan --format json", "check --format json"].map((command) =>
      spawnSync(
        "bash",
        ["-c", `${process.execPath} ${repository}dist/bin.cjs ${command} | true; echo "\${PIPESTATUS[0]}"`],
        {
          cwd,
          encoding: "utf8",
        },
      ),
    );
    expect([scan?.stdout, check?.stdout]).toEqual(["0\n", "1\n"]);
    expect([scan?.stderr, check?.stderr]).toEqual(["", ""]);
  });

  test("a reader that goes away is no error", async () => {
    const child = spawn(
      "sh",
      ["-c", `${process.execPath} dist/bin.cjs scan examples/hello_nif --format json | head -n 1`],
      {
        cwd: repository,
      },
    );
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).toBe("");
  });

  test.skipIf(!existsSync("/dev/full"))("output that cannot be written is said so, and is no finding of check", () => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `${process.execPath} dist/bin.cjs scan examples/hello_nif --format json > /dev/full`],
      { cwd: repository, encoding: "utf8" },
    );
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^the output cannot be written: ENOSPC.*\n$/)]);
  });

  test("a bug of ours prints a report with what is needed, and exits with 70", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--require", "./test/cli/support/break.cjs", manifest.bin.nif2nix, "deps", "examples/hello_nif/mix.lock"],
      { cwd: repository, encoding: "utf8" },
    );
    expect(status).toBe(70);
    expect(stderr).toContain("title: RangeError: broken on purpose");
    expect(stderr).toContain("nif2nix deps examples/hello_nif/mix.lock");
    expect(stderr).toContain(`nif2nix ${VERSION}, node ${process.version}`);
  });
});
