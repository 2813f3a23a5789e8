import { hasErrors } from "../../diagnostics/finding.ts";
import { generate } from "../../generate/generate.ts";
import { type Cli, say } from "../cli.ts";
import { driftOf } from "../drift.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { WriteFlags } from "../flags.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { told, verdict } from "../screen/verdict.ts";
import { unsettled } from "../settled.ts";
import { planFor } from "../write.ts";

export type CheckFlags = Omit<WriteFlags, "dryRun" | "force"> & { readonly release?: string };

/** Whether the generated files are what `generate` would write. Writes nothing; exits 1 where they are not. */
export async function check(cli: Cli, flags: CheckFlags): Promise<ExitCode> {
  if (flags.release !== undefined) {
    return (await import("../check-release-at.ts")).checkReleaseAt(cli, flags.release, flags.format);
  }
  const run = runOf(cli, flags);
  const { files, diagnostics } = await generate(run);
  const list = [...(await unsettled(cli, run.project)), ...told(diagnostics)];
  const text = flags.format === "text";
  if (hasErrors(list)) {
    await show(cli, flags.format, list, run.project);
    if (text) say(cli, verdict(list, "whether the files are up to date is not known"));
    return EXIT.usage;
  }
  const generated = files.filter((file) => file.ownership === "generated");
  const drift = driftOf(planFor(files, run.project, false), run.project);
  const all = [...list, ...drift];
  await show(cli, flags.format, all, run.project);
  // What is up to date here, and in no build, is not what was asked for.
  const unused = list.some(({ code }) => code === "package-foreign");
  if (text) say(cli, verdict(all, drift.length === 0 ? upToDate(generated.length) : "nothing was written"));
  return drift.length > 0 || unused ? EXIT.findings : EXIT.fine;
}

const upToDate = (count: number): string => `nothing to do: ${count} generated files are up to date`;
