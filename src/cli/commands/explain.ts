import { codes } from "../../diagnostics/codes.ts";
import { nodeFileSystem } from "../../ports/node-file-system.ts";
import { resource } from "../../ports/resource.ts";
import { nearest } from "../../settings/nearest.ts";
import { type Cli, print, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

/** Prints docs/codes/<CODE>.md; takes the number in any case, with or without NN, or the code's name. */
export async function explain(cli: Cli, _flags: object, asked: string): Promise<ExitCode> {
  const number = numberOf(asked);
  const page = number === undefined ? undefined : nodeFileSystem.readText(resource(`codes/${number}.md`));
  if (page !== undefined) {
    print(cli, page);
    return EXIT.fine;
  }
  const all = Object.values(codes).map((code) => code.number);
  const near = nearest(asked.toUpperCase(), all);
  say(cli, `there is no code ${JSON.stringify(asked)}${near === undefined ? "" : `; did you mean ${near}?`}`);
  say(cli, `codes: ${all.sort().join(" ")}`);
  return EXIT.usage;
}

function numberOf(asked: string): string | undefined {
  const digits = /^(?:nn)?(\d{1,3})$/i.exec(asked)?.[1];
  const wanted = digits === undefined ? undefined : `NN${digits.padStart(3, "0")}`;
  return Object.entries(codes).find(([name, code]) => code.number === wanted || name === asked.toLowerCase())?.[1]
    .number;
}
