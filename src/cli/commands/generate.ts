import { hasErrors } from "../../diagnostics/finding.ts";
import { generate as generateFiles } from "../../generate/generate.ts";
import { type Cli, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { WriteFlags } from "../flags.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { told, verdict } from "../screen/verdict.ts";
import { settled } from "../settled.ts";
import { NOTHING_WRITTEN, planFor, write } from "../write.ts";

/** Renews the generated files; those that belong to the user are left to `init`. */
export async function generate(cli: Cli, flags: WriteFlags): Promise<ExitCode> {
  const run = runOf(cli, flags);
  const earlier = await settled(cli, flags, run.project);
  const { files, diagnostics } = await generateFiles(run);
  const list = [...earlier, ...told(diagnostics)];
  if (hasErrors(list)) {
    await show(cli, flags.format, list, run.project);
    if (flags.format === "text") say(cli, verdict(list, NOTHING_WRITTEN));
    return EXIT.usage;
  }
  const generated = files.filter((file) => file.ownership === "generated");
  return (await write(cli, flags, () => planFor(generated, run.project, flags.force), list)).code;
}
