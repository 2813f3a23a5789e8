import { hasErrors } from "../../diagnostics/finding.ts";
import { billOfMaterials } from "../../generate/bill-of-materials.ts";
import type { System } from "../../model/systems.ts";
import type { Part } from "../../sbom/bill.ts";
import { type Cli, print, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ReadFlags } from "../flags.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { verdict } from "../screen/verdict.ts";
import { VERSION } from "../version.ts";

export type SbomFlags = ReadFlags & { readonly system: System };

/** Prints the bill of materials of the release. Where something of the project could not be read there is none: it would lack parts. */
export async function sbom(cli: Cli, flags: SbomFlags): Promise<ExitCode> {
  const { bill, project, diagnostics } = await billOfMaterials(runOf(cli, flags), flags.system);
  await show(cli, "text", diagnostics.list, project.folder);
  if (hasErrors(diagnostics.list)) {
    say(cli, verdict(diagnostics.list, "nothing was printed"));
    return EXIT.usage;
  }
  const { cyclonedx } = await import("../../sbom/cyclonedx.ts");
  const epoch = cli.env["SOURCE_DATE_EPOCH"] ?? "";
  const time = timeOf(epoch);
  if (epoch !== "" && time === undefined)
    say(cli, `SOURCE_DATE_EPOCH is no number of seconds since 1970, and no time is given: ${JSON.stringify(epoch)}`);
  print(cli, cyclonedx(bill, { version: VERSION, time }));
  const all = bill.parts.flatMap(withInner);
  const unlicensed = all.filter(({ licenses, purl }) => purl !== undefined && licenses.length === 0).length;
  const lacking = unlicensed === 0 ? "" : `, ${unlicensed} of them without a licence that is at hand`;
  say(cli, verdict(diagnostics.list, `${all.length} components${lacking}`));
  return EXIT.fine;
}

const withInner = (part: Part): readonly Part[] => [part, ...part.parts.flatMap(withInner)];

/** Seconds since 1970, as reproducible-builds.org has it; undefined for what is none. */
function timeOf(text: string): Date | undefined {
  return /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1000) : undefined;
}
