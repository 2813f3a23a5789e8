import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where files that are shipped beside the code lie in a checkout, by the folder that they have in dist/. */
const inCheckout: Readonly<Record<string, string>> = {
  codes: "../../docs/codes",
  failures: "../../docs/failures",
  nix: "../emit/nix",
};

/** The absolute path of a file that is shipped beside the code: `codes/NN001.md`, `nix/nif2nix.nix`. */
export function resource(name: `${"codes" | "failures" | "nix"}/${string}`): string {
  const shipped = fileURLToPath(new URL(`./${name}`, import.meta.url));
  if (existsSync(shipped)) return shipped;
  const [folder = "", file] = name.split("/");
  return fileURLToPath(new URL(`${inCheckout[folder]}/${file}`, import.meta.url));
}

/** The text of nix/nif2nix.nix as it is written to every project: Nix functions without any data. */
export function nixHelpers(): string {
  return readFileSync(resource("nix/nif2nix.nix"), "utf8");
}

/** The text of nix/node-modules.mjs, which lays node_modules out in a build. */
export function nodeProgram(): string {
  return readFileSync(resource("nix/node-modules.mjs"), "utf8");
}
