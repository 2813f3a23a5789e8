import type { NixFile } from "../nix/ast.ts";
import { printNix } from "../nix/print.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { libraryParts } from "../plan/library-parts.ts";
import type { OutputName, Style } from "../settings/settings.ts";
import { artifactsFile } from "./files/artifacts.ts";
import { beamFile } from "./files/beam.ts";
import { defaultFile } from "./files/default.ts";
import { depsFile } from "./files/deps.ts";
import { flakeFile } from "./files/flake.ts";
import { imageFile } from "./files/image.ts";
import { libraryFile } from "./files/library.ts";
import { moduleFile } from "./files/module.ts";
import { nifsFile } from "./files/nifs.ts";
import { nodePackagesFile } from "./files/node-packages.ts";
import { packageFile } from "./files/package.ts";
import type { OutputFile } from "./output-file.ts";

/** Every file that is printed from the plan, in the order in which a person meets them. */
const emitters: readonly {
  readonly path: string;
  readonly ownership: OutputFile["ownership"];
  readonly emit: (plan: BuildPlan) => NixFile;
  /** Only where this is asked for. */
  readonly output?: OutputName;
  /** Only in this style. */
  readonly style?: Style;
}[] = [
  { path: "flake.nix", ownership: "user", emit: flakeFile, style: "flake" },
  { path: "default.nix", ownership: "user", emit: defaultFile, style: "default" },
  { path: "nix/package.nix", ownership: "user", emit: packageFile },
  { path: "nix/beam.nix", ownership: "generated", emit: beamFile },
  { path: "nix/deps.nix", ownership: "generated", emit: depsFile },
  { path: "nix/nifs.nix", ownership: "generated", emit: nifsFile },
  { path: "nix/artifacts.nix", ownership: "generated", emit: artifactsFile, output: "artifacts" },
  { path: "nix/image.nix", ownership: "generated", emit: imageFile, output: "image" },
  { path: "nix/module.nix", ownership: "generated", emit: moduleFile, output: "module" },
];

/**
 * The whole output.
 * @param libraryText the text of a file of src/emit/library/: Nix functions without any data of the project.
 */
export function render(plan: BuildPlan, libraryText: (file: string) => string): readonly OutputFile[] {
  const printed = emitters
    .filter(
      ({ output, style }) =>
        (output === undefined || plan.outputs.includes(output)) && (style ?? plan.style) === plan.style,
    )
    .map(({ path, ownership, emit }): OutputFile => ({
      path,
      ownership,
      text: printNix(emit(plan)),
    }));
  // Cargo takes comments at the top of Cargo.lock and keeps them, so these can carry the header of generated files.
  const locks = plan.crates.flatMap((crate) =>
    crate.cargoLockText === null ? [] : [generated(`nix/${crate.cargoLockFromNix}`, crate.cargoLockText)],
  );
  return [...printed, ...locks, ...nodePackages(plan), ...library(plan, printed, libraryText)];
}

function nodePackages({ node }: BuildPlan): readonly OutputFile[] {
  if (node === null || node.modules.length === 0) return [];
  return [generated("nix/node-packages.nix", printNix(nodePackagesFile(node)))];
}

/** The parts that the plan needs and the files that printed ones name, with the files that these name. */
function library(
  plan: BuildPlan,
  printed: readonly OutputFile[],
  textOf: (file: string) => string,
): readonly OutputFile[] {
  const parts = libraryParts(plan);
  const texts = new Map<string, string>();
  const add = (file: string): void => {
    if (texts.has(file)) return;
    const text = textOf(file);
    texts.set(file, text);
    for (const [, named] of text.matchAll(/(?:\bimport |\breadFile |\$\{)\.\/([a-z-]+\.(?:nix|mjs|sh|erl|exs))\b/g))
      add(named as string);
  };
  for (const part of parts) add(`${part}.nix`);
  for (const { text } of printed) for (const named of namedIn(text)) add(named);
  const files = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    generated("nix/lib/default.nix", printNix(libraryFile(parts))),
    ...files.map(([file, text]) => generated(`nix/lib/${file}`, text)),
  ];
}

/** The files of nix/lib/ that a printed file names. A deps.nix is long and names next to none, so that they are looked for by one word. */
function namedIn(text: string): readonly string[] {
  const names: string[] = [];
  const rest = /lib\/([a-z-]+\.(?:nix|erl))\b/y;
  for (let at = text.indexOf("lib/"); at !== -1; at = text.indexOf("lib/", at + 1)) {
    rest.lastIndex = at;
    const named = rest.exec(text)?.[1];
    if (named !== undefined && / \.\/(?:nix\/)?$/.test(text.slice(Math.max(0, at - 7), at))) names.push(named);
  }
  return names;
}

const generated = (path: string, text: string): OutputFile => ({ path, ownership: "generated", text });
