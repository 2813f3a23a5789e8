import type { Expr } from "../../nix/ast.ts";
import { id, select } from "../../nix/build.ts";

/** What a package takes as arguments: every attribute of nixpkgs that it uses, by the name that its path begins with. */
export class PackageArguments {
  readonly #names = new Set<string>(["lib"]);

  /** The attribute at a path, `llvmPackages.libclang`. */
  use(path: string): Expr {
    const [first = "", ...rest] = path.split(".");
    this.#names.add(first);
    return rest.length === 0 ? id(first) : select(id(first), ...rest);
  }

  /** `lib` first, then the others in the order of their names. */
  names(): readonly string[] {
    return ["lib", ...[...this.#names].filter((name) => name !== "lib").toSorted()];
  }
}
