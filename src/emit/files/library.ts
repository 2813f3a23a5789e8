import type { Expr, NixFile } from "../../nix/ast.ts";
import { call, fn, formals, id, inherit, joined, nil, path, select, set } from "../../nix/build.ts";
import type { LibraryPart } from "../../plan/library-parts.ts";

/** What a part is given besides packages of the package set. */
const given: Readonly<Partial<Record<LibraryPart, string>>> = {
  precompiled: "beamPackages",
  inputs: "beamPackages",
  checks: "beamPackages",
  crane: "craneLib",
  "crane-workspace": "craneLib",
  "required-rust": "craneLib",
  toolchain: "rustToolchain",
};

/** Parts whose derivations are programs of the build, whatever machine the release is for. */
const forBuild: readonly LibraryPart[] = ["node", "node-modules", "programs"];

/** Names of arguments that are null where nobody gives them. */
const optional = ["craneLib", "rustToolchain"];

/** nix/lib/default.nix: the functions of the parts that a project needs, in one set. */
export function libraryFile(parts: readonly LibraryPart[]): NixFile {
  const names = libraryArguments(parts);
  return {
    header: ["Functions of nif2nix (MIT License) that the files above call; they hold no data of the project."],
    body: fn(
      formals([...builders(parts), ...names.map((name) => (optional.includes(name) ? ([name, nil] as const) : name))], {
        open: true,
      }),
      joined("//", parts.map(called)),
    ),
  };
}

/** Names of what the library is given. */
export function libraryArguments(parts: readonly LibraryPart[]): readonly string[] {
  return [...new Set(parts.flatMap((part) => given[part] ?? []))].toSorted();
}

const builders = (parts: readonly LibraryPart[]): readonly string[] => [
  ...(parts.some((part) => forBuild.includes(part)) ? ["buildPackages"] : []),
  "callPackage",
];

function called(part: LibraryPart): Expr {
  const name = given[part];
  const builder = forBuild.includes(part) ? select(id("buildPackages"), "callPackage") : id("callPackage");
  return call(builder, path(`./${part}.nix`), set(name === undefined ? [] : [inherit(name)]));
}
