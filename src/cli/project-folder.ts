import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Cli } from "./cli.ts";

/** The folder a command works on: absolute, symbolic links resolved where it exists. */
export function projectOf(cli: Cli, project: string | undefined): string {
  const path = resolve(cli.cwd, project ?? ".");
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
