import { applyWrites } from "../../apply/apply-writes.ts";
import { inTurn } from "../../apply/in-turn.ts";
import { locate } from "../../apply/locate.ts";
import type { WritePlan } from "../../apply/write-plan.ts";
import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { hashSources } from "../../generate/hashes.ts";
import { nodeWritePorts } from "../../ports/node-write-file-system.ts";
import { SETTINGS_FILE } from "../../settings/settings.ts";
import { type Cli, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ReadFlags } from "../flags.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { settled, waiting } from "../settled.ts";

export type HashFlags = ReadFlags & { readonly dryRun: boolean; readonly renew: boolean };

/** Times that hashing begins again because nif2nix.toml was changed under it. */
const attempts = 5;

/** Fills in the hashes of what comes from git: nif2nix.toml gets a line for each, and keeps all else. */
export async function hash(cli: Cli, flags: HashFlags): Promise<ExitCode> {
  const run = runOf(cli, flags);
  await settled(cli, { format: "text", dryRun: flags.dryRun }, run.project);
  let hashing = await hashSources(run, flags.renew);
  for (let left = attempts; hashing.changed && !flags.dryRun; left--) {
    const { before, text } = hashing;
    const done = await inTurn(run.project, nodeWritePorts, waiting(cli), () => renew(run.project, before, text));
    if (done) break;
    // Another run, or an editor: what was made of the old text must not take the place of theirs.
    if (left === 0) throw new FatalDiagnostic("changed-meanwhile", { file: SETTINGS_FILE, line: 1, column: 1 });
    hashing = await hashSources(run, flags.renew);
  }
  const { hashes, changed, diagnostics } = hashing;
  await show(cli, "text", diagnostics, run.project);
  for (const each of hashes) say(cli, `${each.name}  ${each.hash}`);
  say(cli, verdict(hashes.length, changed, flags));
  return hasErrors(diagnostics) ? EXIT.findings : EXIT.fine;
}

/**
 * One file of the user's, in which lines were set: written whole or not at all, as the generated ones.
 * @returns false where it is not the text any more that the new one was made of; nothing is written then.
 */
async function renew(project: string, before: string, newText: string): Promise<boolean> {
  const location = locate(nodeWritePorts.files, project, SETTINGS_FILE);
  if (location.kind !== "file" && location.kind !== "missing") {
    const args = { reason: "it is no file inside of the project" };
    throw new FatalDiagnostic("unreadable-file", { file: SETTINGS_FILE, line: 1, column: 1 }, args);
  }
  const { kind, target } = location;
  const oldText = kind === "file" ? nodeWritePorts.files.readText(target) : null;
  if ((oldText ?? "").replace(/^\ufeff/, "") !== before) return false;
  const action = kind === "file" ? "update" : "create";
  const plan: WritePlan = {
    project,
    entries: [{ path: SETTINGS_FILE, action, target, oldText, newText, problem: null }],
  };
  await applyWrites(plan, nodeWritePorts);
  return true;
}

function verdict(count: number, changed: boolean, { dryRun, renew }: HashFlags): string {
  if (count === 0 && renew) return `nothing to renew: ${SETTINGS_FILE} has no hash of another commit`;
  if (count === 0) return "nothing to hash: no dependency or crate that can be hashed comes from git";
  if (!changed) return `nothing to do: ${SETTINGS_FILE} has these hashes`;
  if (dryRun) return `${SETTINGS_FILE} would be changed`;
  return `${SETTINGS_FILE} is renewed; next: nif2nix generate`;
}
