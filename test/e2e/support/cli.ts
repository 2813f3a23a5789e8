import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./workplace.ts";

/** The command line tool as it is published. NIF2NIX_BIN names another one, such as that of an installed package. */
export function cli(): string {
  const bin = process.env["NIF2NIX_BIN"] ?? join(repository, "dist/bin.cjs");
  if (!existsSync(bin)) throw new Error(`${bin} is missing: run \`npm run build\` first`);
  return bin;
}
