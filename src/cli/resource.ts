import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The absolute path of a file that is shipped beside the code: `codes/NN001.md`.
 * Built code lies in dist/ with them; in a checkout they lie in docs/.
 */
export function resource(name: string): string {
  const shipped = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(shipped) ? shipped : fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
}
