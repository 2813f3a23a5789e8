import type { WriteEntry } from "../../apply/write-plan.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { generate } from "../../generate/generate.ts";
import { type Cli, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { show } from "../findings.ts";
import type { CheckFlags } from "../routes.ts";
import { runOf } from "../run-of.ts";
import { planFor } from "../write.ts";

/** Whether the generated files are what `generate` would write. Writes nothing; exits 1 where they are not. */
export async function check(cli: Cli, flags: CheckFlags): Promise<ExitCode> {
  if (flags.release !== undefined) {
    return (await import("../check-release.ts")).checkReleaseAt(cli, flags.release, flags.format);
  }
  const run = runOf(cli, flags);
  const { files, diagnostics: list } = await generate(run);
  if (hasErrors(list)) {
    await show(cli, flags.format, list, run.project);
    return EXIT.usage;
  }
  const generated = files.filter((file) => file.ownership === "generated");
  const drift = planFor(generated, run.project, false).entries.flatMap((entry) => outOfDate(entry) ?? []);
  await show(cli, flags.format, [...list, ...drift], run.project);
  // What is up to date here, and in no build, is not what was asked for.
  const unused = list.some(({ code }) => code === "package-foreign");
  if (flags.format === "text" && drift.length === 0) {
    say(cli, `nothing to do: ${generated.length} generated files are up to date`);
  }
  return drift.length > 0 || unused ? EXIT.findings : EXIT.fine;
}

function outOfDate({ path, action, problem }: WriteEntry): Diagnostic | undefined {
  if (action === "unchanged" || action === "keep-user") return undefined;
  if (problem !== null && problem.code !== "edited-by-hand") return problem;
  return {
    code: "out-of-date",
    place: problem?.place ?? { file: path, line: 1, column: 1 },
    args: { file: path, ...(problem ? edited : (drifts[action] ?? outdated)) },
  };
}

const outdated = { is: "is out of date", are: "are out of date", command: "nif2nix generate", before: "" };
const missing = { ...outdated, is: "is missing", are: "are missing" };
const needless = { ...outdated, is: "is not needed any more", are: "are not needed any more" };
const needlessAndEdited = {
  ...needless,
  command: "nif2nix generate --force",
  before: "It was edited by hand and is kept otherwise: move what was changed to nix/package.nix or nif2nix.toml. ",
};
const drifts: Partial<Record<WriteEntry["action"], typeof outdated>> = {
  create: missing,
  remove: needless,
  "keep-edited": needlessAndEdited,
};
const edited = {
  is: "was edited by hand",
  are: "were edited by hand",
  command: "nif2nix generate --force",
  before: "Move what was changed to nix/package.nix or nif2nix.toml, where it stays. ",
};
