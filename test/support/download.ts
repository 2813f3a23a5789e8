import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";

/** Puts what lies at an address into a file, whole or not at all, unless it is there already. */
export function downloadOnce(url: string, file: string): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const options = ["--fail", "--silent", "--show-error", "--location", "--retry", "3"];
  // Of two runs at once each has a file of its own until it is whole.
  const part = `${file}.${process.pid}.part`;
  execFileSync("curl", [...options, "--output", part, url]);
  renameSync(part, file);
}
