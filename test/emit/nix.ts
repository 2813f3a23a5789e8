import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { render } from "../../src/emit/render.ts";
import type { BuildPlan } from "../../src/plan/build-plan.ts";

/** Writes files to an empty folder, gives it to `use`, and removes it. */
export function withFiles<T>(files: readonly OutputFile[], use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-emit-"));
  try {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file.path)), { recursive: true });
      writeFileSync(join(folder, file.path), file.text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What real Nix makes of an expression, as JSON. A missing nix-instantiate fails the test. */
export function evaluate(expression: string): unknown {
  const output = execFileSync("nix-instantiate", ["--eval", "--strict", "--json", "-E", expression], {
    encoding: "utf8",
    env: { ...process.env, NIX_PATH: "" },
    // What Nix says is part of the error, not of the test's output.
    stdio: ["ignore", "pipe", "pipe"],
  });
  return JSON.parse(output) as unknown;
}

/** The files of a plan with other functions in place of the library's. */
export function renderWith(functions: string, plan: BuildPlan): readonly OutputFile[] {
  return render(plan, () => "").map((file) =>
    file.path === "nix/lib/default.nix" ? { ...file, text: functions } : file,
  );
}
