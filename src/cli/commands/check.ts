import type { Cli } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { read } from "../pipeline.ts";
import type { CheckFlags } from "../routes.ts";

export async function check(cli: Cli, flags: CheckFlags, directory?: string): Promise<ExitCode> {
  await read(cli, flags, directory);
  return 0;
}
