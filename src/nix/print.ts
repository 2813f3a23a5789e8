import type { NixFile } from "./ast.ts";
import { print } from "./block.ts";
import { freshLine, layout } from "./layout.ts";
import { lower } from "./lower.ts";
import { commentLines } from "./text.ts";

/**
 * The text of a Nix file: the only place where Nix is written. nixfmt (1.x, RFC 166) leaves it as it is.
 * Throws an Error on a tree that Nix cannot express; such a tree is a mistake of what made it.
 */
export function printNix(file: NixFile): string {
  const header = file.header.flatMap(commentLines);
  return [...header.map((text) => `${text}\n`), print(layout(lower(file.body), freshLine))].join("");
}
