import { type Cli, print, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";

export type ExplainFlags = ScreenFlags & { readonly log?: string; readonly format: "text" | "json" };

/**
 * Prints the page of a code or of a known failure; with --log what is known of a failure, from its log; with neither a list.
 * A code is taken in any case, with or without NN, or by its name.
 */
export async function explain(cli: Cli, flags: ExplainFlags, asked?: string): Promise<ExitCode> {
  if (flags.log !== undefined)
    return (await import("../build/explain-log-of.ts")).explainLogOf(cli, flags.log, flags.format);
  const { listOfPages, namesOfPages, pageOf } = await import("../pages.ts");
  const { pageWithin } = await import("../screen/page-within.ts");
  if (asked === undefined) {
    print(cli, listOfPages());
    return EXIT.fine;
  }
  const page = pageOf(asked);
  if (page !== undefined) {
    print(cli, cli.terminal.out ? pageWithin(page, cli.terminal.outColumns) : page);
    return EXIT.fine;
  }
  const { nearest } = await import("../../settings/nearest.ts");
  const near = nearest(asked.toUpperCase(), namesOfPages().codes) ?? nearest(asked.toLowerCase(), namesOfPages().names);
  const like = namesOfPages().names.filter((name) => asked.length > 2 && name.includes(asked.toLowerCase()));
  const maybe = near === undefined ? like.slice(0, 5) : [near];
  say(
    cli,
    `there is no code and no failure ${JSON.stringify(asked)}${maybe.length === 0 ? "" : `; did you mean ${maybe.join(" or ")}?`}`,
  );
  say(cli, "`nif2nix explain` lists all; `nif2nix explain --log FILE` reads a log");
  return EXIT.usage;
}
