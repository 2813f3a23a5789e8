import { type WritePlan, changes } from "../../apply/write-plan.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { type Painter, loadPainter } from "../../diagnostics/painter.ts";
import { type Cli, say } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { show } from "../findings.ts";
import { type Reading, outputOf, read } from "../../generate/pipeline.ts";
import { nextSteps } from "../next-steps.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { repositoryOf } from "../repository.ts";
import type { InitFlags } from "../routes.ts";
import { scanText } from "../scan-text.ts";
import { planFor, write } from "../write.ts";

/** Says what was found, asks once, writes everything, and ends with the next two commands. */
export async function init(cli: Cli, flags: InitFlags): Promise<ExitCode> {
  const reading = await read(cli, flags);
  const files = await outputOf(reading);
  const { list } = reading.diagnostics;
  if (hasErrors(list)) {
    await show(cli, flags.format, list, reading.root);
    return EXIT.usage;
  }
  const plan = planFor(files, reading.root, flags.force);
  const paint = await loadPainter(cli.colour.err);
  if (flags.format === "text") say(cli, scanText(reading.project, paint) + choices(reading, flags, plan, paint));
  const asks = cli.interactive && !flags.yes;
  const ask = async (): Promise<boolean> => !asks || (await import("../confirm.ts")).confirm("Write these files?");
  const { code, done } = await write(cli, flags, plan, list, ask);
  if (done && flags.format === "text") {
    const inGit = repositoryOf(reading.root) !== undefined;
    const hasDefaultNix = fs.exists(`${reading.root}/default.nix`);
    say(cli, nextSteps({ plan, rust: reading.settings.rust, inGit, hasDefaultNix }, paint));
  }
  return code;
}

/** What was decided, in the form of the scan: `value (why)`. */
function choices({ settings }: Reading, flags: InitFlags, plan: WritePlan, paint: Painter): string {
  const other = settings.rust === "crane" ? "rustPlatform" : "crane";
  const why = flags.rust ? "--rust" : `or --rust ${other}, or nif2nix.toml`;
  const files = changes(plan).map(({ path }) => path);
  const renewed = changes(plan).filter(({ action }) => action === "update").length;
  const rows = [
    ["rust", settings.rust, why],
    ["MIX_ENV", settings.env, flags.env ? "--env" : "or --env"],
    [
      "files",
      files.length === 0 ? "nothing to write" : files.join(" "),
      files.length === 0 ? "all are there" : renewed === 0 ? "new" : `${renewed} of them renewed`,
    ],
  ];
  return rows
    .map(
      ([what = "", value = "", because = ""]) =>
        `${paint.bold(what.padEnd(9))} ${value} ${paint.dim(`(${because})`)}\n`,
    )
    .join("");
}
