import type { NixFile } from "./ast.ts";
import { layout } from "./layout-node.ts";
import { broken } from "./layout.ts";
import { lower } from "./lower.ts";
import { Page } from "./page.ts";
import { commentLines } from "./text.ts";

/**
 * The text of a Nix file: the only place where Nix is written. nixfmt (1.x, RFC 166) leaves it as it is.
 * Throws an Error on a tree that Nix cannot express; such a tree is a mistake of what made it.
 */
export function printNix(file: NixFile): string {
  const page = new Page(broken);
  for (const text of file.header.flatMap(commentLines)) {
    page.write(text);
    page.breakLine(0);
  }
  layout(page, lower(file.body), 0);
  page.breakLine(0);
  return page.toString();
}
