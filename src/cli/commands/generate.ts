import { hasErrors } from "../../diagnostics/finding.ts";
import type { Cli } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { show } from "../findings.ts";
import type { WriteFlags } from "../flags.ts";
import { outputOf, read } from "../../generate/pipeline.ts";
import { planFor, write } from "../write.ts";

/** Renews the generated files; those that belong to the user are left to `init`. */
export async function generate(cli: Cli, flags: WriteFlags): Promise<ExitCode> {
  const reading = await read(cli, flags);
  const files = await outputOf(reading);
  const { list } = reading.diagnostics;
  if (hasErrors(list)) {
    await show(cli, flags.format, list, reading.root);
    return EXIT.usage;
  }
  const generated = files.filter((file) => file.ownership === "generated");
  return (await write(cli, flags, planFor(generated, reading.root, flags.force), list)).code;
}
