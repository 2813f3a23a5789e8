import { basename, dirname, resolve } from "node:path";
import { Diagnostics, FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { depsFile } from "../../emit/files/deps.ts";
import { SourceFile } from "../../model/source.ts";
import { printNix } from "../../nix/print.ts";
import { planDependencies } from "../../plan/plan-dependencies.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { readLock } from "../../read/lock/read-lock.ts";
import { lockDependencies } from "../../read/mix/lock-dependencies.ts";
import { type Cli, print } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";
import { show } from "../screen/show-findings.ts";

export type DepsFlags = ScreenFlags & { readonly project?: string };

/**
 * Prints a deps.nix for a lock file alone, with everything that the lock holds, as mix2nix does. Nothing else of a project is read.
 * @param lock by default mix.lock in the project's folder.
 */
export async function deps(cli: Cli, flags: DepsFlags, lock = "mix.lock"): Promise<ExitCode> {
  const path = resolve(cli.cwd, flags.project ?? ".", lock);
  const text = fs.readText(path);
  if (text === undefined) {
    throw new FatalDiagnostic("no-lock-file", { file: path, line: 1, column: 1 }, { file: lock });
  }
  const diagnostics = new Diagnostics();
  const file = new SourceFile(basename(path), text);
  const dependencies = lockDependencies(readLock(file, diagnostics), fs);
  const planned = planDependencies({ deps: dependencies, configuredApps: [] }, diagnostics);
  await show(cli, "text", diagnostics.list, dirname(path));
  if (hasErrors(diagnostics.list)) return EXIT.usage;
  print(cli, printNix(depsFile({ deps: planned, natives: [], crates: [] })));
  return EXIT.fine;
}
