import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate, CrateTool } from "../model/crate.ts";
import { crateDownloads } from "../recipes/crate-downloads.ts";
import { libraries } from "../recipes/libraries.ts";
import { linkedLibraries } from "../recipes/linked-libraries.ts";
import { linkers } from "../recipes/linkers.ts";
import type { Inputs } from "../recipes/recipe.ts";
import type { CrateSettings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import { inputsOfNames } from "./package-needs.ts";

/**
 * What cargo's configuration and build scripts run and link to, from nixpkgs. A program in front of rustc, a cache most often, is left out
 * by an empty variable (https://doc.rust-lang.org/cargo/reference/config.html, build.rustc-wrapper).
 */
export function inputsOfTools(tools: readonly CrateTool[]): Inputs {
  const named = (kind: CrateTool["kind"]): readonly string[] =>
    tools.filter((tool) => tool.kind === kind).map(({ program }) => program);
  const modules = named("module");
  const { nativeBuildInputs, buildInputs } = inputsOfNames({
    programs: named("program"),
    libraries: modules,
    linked: [...named("library"), ...named("maybe-library")],
  });
  return {
    nativeBuildInputs: [
      ...named("linker").flatMap((program) => lookUp(linkers, program) || []),
      ...nativeBuildInputs,
      ...(modules.length === 0 ? [] : ["pkg-config"]),
    ],
    buildInputs,
    env: tools.some(({ kind }) => kind === "wrapper") ? { RUSTC_WRAPPER: "", RUSTC_WORKSPACE_WRAPPER: "" } : {},
  };
}

/** Where the package of a tool is looked for, and which setting gives it otherwise; the other kinds need none, or perhaps none. */
const reported: Partial<
  Record<
    CrateTool["kind"],
    { readonly known: Readonly<Record<string, unknown>>; readonly given: "nativeBuildInputs" | "buildInputs" }
  >
> = {
  linker: { known: linkers, given: "nativeBuildInputs" },
  library: { known: linkedLibraries, given: "buildInputs" },
  module: { known: libraries, given: "buildInputs" },
};

/** Reports what a crate's build asks for and will not find: linkers and libraries that no table has, downloads of build scripts. */
export function checkNeeds(
  crate: Crate,
  { env, nativeBuildInputs }: Pick<CrateDerivation, "env" | "nativeBuildInputs">,
  own: CrateSettings | undefined,
  diagnostics: DiagnosticSink,
): void {
  for (const { kind, program, place } of crate.tools) {
    const table = reported[kind];
    if (table === undefined || lookUp(table.known, program) !== undefined) continue;
    // Who gives inputs gives what is needed, too.
    if (own !== undefined && own[table.given].length > 0 && !program.startsWith("/")) continue;
    if (kind === "linker") diagnostics.report("crate-linker-unknown", place, { crate: crate.packageName, program });
    else diagnostics.report("crate-library-unknown", place, { crate: crate.packageName, library: program });
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
