import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../cli/support/project.ts";
import { inLibrary } from "./library.ts";

const application = (more: string): unknown =>
  inLibrary(
    `{ inherit (partWith { writeShellApplication = arguments: arguments; git = "git"; ${more} } "update") name runtimeInputs text; }`,
  );

test("nif2nix is that of PATH, or the one that is given", () => {
  const made = application("") as { name: string; runtimeInputs: unknown; text: string };
  expect([made.name, made.runtimeInputs]).toEqual(["update", ["git"]]);
  expect(application('nif2nix = "nif2nix";')).toMatchObject({ runtimeInputs: ["git", "nif2nix"] });
});

/** Runs the script below a folder with a flake.nix, with programs that say how they are called; one of them fails at what it is told. */
function update(fails: string): { readonly status: number | null; readonly said: string } {
  const { text } = application("") as { text: string };
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "lib"));
  writeFileSync(join(folder, "flake.nix"), "{ }");
  for (const name of ["nif2nix", "nix", "git"]) {
    const line = `echo "${name} $*" >>${folder}/said; case "$*" in *"${fails}"*) exit 1;; esac`;
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
  const { status } = spawnSync("bash", ["-euo", "pipefail", "-c", text], {
    cwd: join(folder, "lib"),
    env: { PATH: `${folder}/bin:${process.env["PATH"]}` },
  });
  return { status, said: readFileSync(join(folder, "said"), "utf8") };
}

test("each step comes after those that it needs, and none after one that failed", () => {
  const all = [
    "nif2nix hash --renew",
    "nif2nix generate",
    "nix --extra-experimental-features nix-command flakes flake update",
    "git rev-parse --is-inside-work-tree",
    "git add --intent-to-add -- nix flake.lock",
    "git status --short -- .",
  ];
  expect(update("nothing of these")).toEqual({ status: 0, said: `${all.join("\n")}\n` });
  expect(update("hash --renew")).toEqual({ status: 1, said: `${all[0]}\n` });
  expect(update("generate")).toEqual({ status: 1, said: `${all.slice(0, 2).join("\n")}\n` });
  expect(update("rev-parse")).toEqual({ status: 0, said: `${all.slice(0, 4).join("\n")}\n` });
});
