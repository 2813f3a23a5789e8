import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";
import { repository } from "./workplace.ts";

const bin = join(repository, "dist/bin.cjs");
let fresh = false;

/** The command line tool as it is published: dist/bin.cjs, built first where a source is newer. */
export function buildCli(): string {
  if (!fresh) {
    const built = existsSync(bin) ? statSync(bin).mtimeMs : 0;
    if (newestIn(join(repository, "src")) > built) run("npm", ["run", "build"], { cwd: repository });
    fresh = true;
  }
  return bin;
}

function newestIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((newest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }, 0);
}
