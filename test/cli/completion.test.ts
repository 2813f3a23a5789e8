import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { commandWords } from "../../src/cli/completion/words.ts";
import { temporaryFolder } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

const cwd = process.cwd();
/** In CI a shell that is missing is a failure; scripts/test installs them. */
const has = (shell: string): boolean =>
  process.env["CI"] !== undefined || spawnSync(shell, ["--version"]).error === undefined;

/** What bash offers for a command line; the cursor stands at its end. */
function complete(script: string, ...words: string[]): string[] {
  const list = words.map((word) => `'${word}'`).join(" ");
  const program = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _nif2nix; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", program], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

describe("completion", () => {
  test("bash completes commands, flags, their values and arguments", async () => {
    const { stdout } = await nif2nix(["completion", "bash"], { cwd });
    expect(complete(stdout, "nif2nix", "c")).toEqual(["check", "cache", "completion"]);
    expect(complete(stdout, "nif2nix", "init", "--r")).toEqual(["--rust"]);
    expect(complete(stdout, "nif2nix", "init", "--rust", "")).toEqual(["crane", "rustPlatform"]);
    expect(complete(stdout, "nif2nix", "completion", "f")).toEqual(["fish"]);
    expect(complete(stdout, "nif2nix", "init", "--rust", "=", "c")).toEqual(["crane"]);
    expect(complete(stdout, "nif2nix", "init", "--rust", "=")).toEqual(["crane", "rustPlatform"]);
    expect(complete(stdout, "nif2nix", "explain", "NN00")).toContain("NN001");
    expect(complete(stdout, "nif2nix", "explain", "hash-")).toEqual(["hash-mismatch"]);
    expect(complete(stdout, "nif2nix", "generate", "--dry")).toEqual(["--dry-run"]);
  });

  test.skipIf(!has("zsh"))("zsh accepts its script", async () => {
    const { stdout } = await nif2nix(["completion", "zsh"], { cwd });
    expect(spawnSync("zsh", ["-n"], { input: stdout, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  test.skipIf(!has("fish"))("fish accepts its script", async () => {
    const { stdout } = await nif2nix(["completion", "fish"], { cwd });
    // Older ones take a file only.
    const file = join(temporaryFolder(), "nif2nix.fish");
    writeFileSync(file, stdout);
    expect(spawnSync("fish", ["-n", file], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  test("every command and every flag of --help is in every script", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { stdout } = await nif2nix(["completion", shell], { cwd });
      for (const command of commandWords(application())) {
        expect(stdout).toContain(command.name);
        for (const flag of command.flags) expect(stdout).toContain(flag.name.slice(2));
      }
    }
  });
});
