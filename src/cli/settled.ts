import { inTurn, isBusy } from "../apply/in-turn.ts";
import { isUnsettled } from "../apply/settle.ts";
import { STAGING } from "../apply/staging.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { nodeWritePorts as ports } from "../ports/node-write-file-system.ts";
import { type Cli, say } from "./cli.ts";
import type { Format } from "./flags.ts";
import { show } from "./screen/show-findings.ts";

/** For who has to wait until another nif2nix has written. */
export const waiting =
  (cli: Cli) =>
  (pid: string): void =>
    say(cli, `waiting for another nif2nix (process ${pid}), which writes in this project`);

/**
 * Before a project is read by who will write to it: finishes what a killed run left there, or takes it back. Findings that a
 * person has not been shown yet are returned.
 */
export async function settled(
  cli: Cli,
  { format, dryRun }: { readonly format: Format; readonly dryRun: boolean },
  project: string,
): Promise<readonly Diagnostic[]> {
  // Where nothing was killed this is all.
  if (ports.files.kind(`${project}/${STAGING}`) === "missing" || !fs.exists(`${project}/mix.exs`)) return [];
  const found = dryRun ? await unsettled(cli, project) : await inTurn(project, ports, waiting(cli), (each) => each);
  if (format !== "text") return found;
  await show(cli, format, found, project);
  return [];
}

/** For who reads only: waits until nobody writes, for some seconds; the finding that a killed run left files half old and half new. */
export async function unsettled(cli: Cli, project: string): Promise<readonly Diagnostic[]> {
  const tell = waiting(cli);
  for (let waited = 0; waited < 10_000 && isUnsettled(project, ports) && isBusy(project, ports); waited += 50) {
    if (waited === 500) tell("of another run");
    await ports.wait(50);
  }
  if (!isUnsettled(project, ports) || isBusy(project, ports)) return [];
  return [{ code: "writing-unfinished", place: { file: STAGING, line: 1, column: 1 }, args: {} }];
}
