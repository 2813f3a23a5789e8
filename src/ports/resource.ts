import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where files that are shipped beside the code lie in a checkout, by the folder that they have in dist/. */
const inCheckout: Readonly<Record<string, string>> = {
  codes: "../../docs/codes",
  failures: "../../docs/failures",
  library: "../emit/library",
  page: "../graph/page",
};

const here = dirname(fileURLToPath(import.meta.url));

/** The absolute path of a file that is shipped beside the code: `codes/NN001.md`, `library/crane.nix`. */
export function resource(name: `${"codes" | "failures" | "library" | "page"}/${string}`): string {
  const shipped = join(here, name);
  if (existsSync(shipped)) return shipped;
  const [folder = "", file] = name.split("/");
  return join(here, inCheckout[folder] ?? "", file ?? "");
}

/** The text of a file of the Nix library, as it is written to projects: functions without any data. */
export function libraryText(file: string): string {
  return readFileSync(resource(`library/${file}`), "utf8");
}
