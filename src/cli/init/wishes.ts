import { type CheckName, checkNames, type OutputName, outputNames } from "../../settings/settings.ts";
import { type Cli, say } from "../cli.ts";
import { answerTo } from "../screen/confirm.ts";

/** What is wanted beside the release and its check. */
export interface Wishes {
  readonly outputs: readonly OutputName[];
  readonly checks: readonly CheckName[];
}

/** Asks once; Enter means nothing, and again only after a name that there is not. Throws Interrupted as `answerTo` does. */
export async function askWishes(cli: Cli): Promise<Wishes> {
  say(cli, `Beside the release, flake.nix can offer ${outputNames.join(", ")}; and check ${checkNames.join(", ")}.`);
  say(cli, "All of it can be had later: docs/outputs.md.");
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const names = (await answerTo("Names of these, or Enter for none: ")).split(/[\s,]+/).filter((name) => name !== "");
    const outputs = outputNames.filter((name) => names.includes(name));
    const checks = checkNames.filter((name) => names.includes(name));
    const known: readonly string[] = [...outputs, ...checks];
    const wrong = names.filter((name) => !known.includes(name));
    if (wrong.length === 0) return { outputs, checks };
    say(cli, `There is no ${wrong.join(", ")} among them.`);
  }
}
