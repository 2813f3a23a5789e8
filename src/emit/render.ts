import type { NixFile } from "../nix/ast.ts";
import { printNix } from "../nix/print.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { beamFile } from "./files/beam.ts";
import { depsFile } from "./files/deps.ts";
import { flakeFile } from "./files/flake.ts";
import { nifsFile } from "./files/nifs.ts";
import { nodePackagesFile } from "./files/node-packages.ts";
import { packageFile } from "./files/package.ts";
import type { OutputFile } from "./output-file.ts";

/** Every file that is printed from the plan, in the order in which a person meets them. */
const emitters: readonly {
  readonly path: string;
  readonly ownership: OutputFile["ownership"];
  readonly emit: (plan: BuildPlan) => NixFile;
}[] = [
  { path: "flake.nix", ownership: "user", emit: flakeFile },
  { path: "nix/package.nix", ownership: "user", emit: packageFile },
  { path: "nix/beam.nix", ownership: "generated", emit: beamFile },
  { path: "nix/deps.nix", ownership: "generated", emit: depsFile },
  { path: "nix/nifs.nix", ownership: "generated", emit: nifsFile },
];

/**
 * The whole output.
 * @param helpers text of src/emit/nix/nif2nix.nix: Nix functions without any data of the project.
 * @param nodeProgram text of src/emit/nix/node-modules.mjs, asked for where the project has packages of npm.
 */
export function render(plan: BuildPlan, helpers: string, nodeProgram: () => string = missing): readonly OutputFile[] {
  const printed = emitters.map(({ path, ownership, emit }): OutputFile => ({
    path,
    ownership,
    text: printNix(emit(plan)),
  }));
  // Cargo takes comments at the top of Cargo.lock and keeps them, so these can carry the header of generated files.
  const locks = plan.crates.flatMap((crate): OutputFile[] =>
    crate.cargoLockText === null
      ? []
      : [{ path: `nix/${crate.cargoLockFromNix}`, ownership: "generated", text: crate.cargoLockText }],
  );
  return [
    ...printed,
    ...locks,
    ...nodeFiles(plan, nodeProgram),
    { path: "nix/nif2nix.nix", ownership: "generated", text: helpers },
  ];
}

function nodeFiles({ node }: BuildPlan, program: () => string): readonly OutputFile[] {
  if (node === null || node.modules.length === 0) return [];
  return [
    { path: "nix/node-packages.nix", ownership: "generated", text: printNix(nodePackagesFile(node)) },
    { path: "nix/node-modules.mjs", ownership: "generated", text: program() },
  ];
}

const missing = (): never => {
  throw new Error("render needs nodeProgram for a project with packages of npm");
};
