import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { lookUp } from "../model/look-up.ts";
import type { Crate, CrateTool } from "../model/project.ts";
import { crateDownloads } from "../recipes/crate-downloads.ts";
import { linkers } from "../recipes/linkers.ts";
import type { Inputs } from "../recipes/recipe.ts";
import type { CrateSettings } from "../settings/settings.ts";
import type { CrateDerivation } from "./build-plan.ts";

/**
 * What cargo's configuration has run: linkers from nixpkgs. A program in front of rustc, a cache most often, is left out by an
 * empty variable (https://doc.rust-lang.org/cargo/reference/config.html, build.rustc-wrapper).
 */
export function inputsOfTools(tools: readonly CrateTool[]): Inputs {
  return {
    nativeBuildInputs: tools.flatMap(({ kind, program }) => (kind === "linker" ? lookUp(linkers, program) || [] : [])),
    env: tools.some(({ kind }) => kind === "wrapper") ? { RUSTC_WRAPPER: "", RUSTC_WORKSPACE_WRAPPER: "" } : {},
  };
}

/** Reports what a crate's build asks for and will not find: linkers that no table has, downloads of build scripts. */
export function checkNeeds(
  crate: Crate,
  { env, nativeBuildInputs }: Pick<CrateDerivation, "env" | "nativeBuildInputs">,
  own: CrateSettings | undefined,
  diagnostics: DiagnosticSink,
): void {
  for (const { kind, program, place } of crate.tools) {
    // One of the sources is theirs to have; of another who gives inputs gives that, too.
    const given = own !== undefined && own.nativeBuildInputs.length > 0;
    if (kind === "wrapper" || lookUp(linkers, program) !== undefined || (given && !program.startsWith("/"))) continue;
    diagnostics.report("crate-linker-unknown", place, { crate: crate.packageName, program });
  }
  for (const { by, variables, place } of crate.fetching ?? []) {
    if (variables.some((name) => env[name] !== undefined)) continue;
    const read = variables.length === 0 ? "it reads no variable" : `it reads ${variables.join(", ")}`;
    diagnostics.report("build-script-fetches", place, { crate: crate.packageName, by: by.join(", "), read });
  }
  for (const { crates, variables, what, unless = [] } of crateDownloads) {
    const found = crate.locked.find(({ name }) => crates.includes(name));
    const [first = ""] = variables;
    if (found === undefined || variables.some((name) => env[name] !== undefined)) continue;
    if (unless.some((attribute) => nativeBuildInputs.includes(attribute))) continue;
    const place = { file: crate.cargoLock ?? crate.manifest, line: 1, column: 1 };
    diagnostics.report("crate-downloads", place, {
      crate: crate.packageName,
      dependency: `${found.name} ${found.version}`,
      what,
      variable: first,
    });
  }
}
