/**
 * nif2nix as a library: everything of a run but the screen and the disk.
 *
 * ```js
 * import { generate, renderText, toFindings } from "nif2nix";
 *
 * const project = process.cwd(); // an absolute path
 * const { files, diagnostics } = await generate({ project, offline: true });
 * for (const { path, text } of files) console.log(path, text.length);
 * for (const finding of toFindings(diagnostics, project)) console.log(renderText(finding));
 * ```
 *
 * The files are those that `nif2nix init` writes, byte for byte, the header with its digest included. Nothing of the project is run, nothing is written to it.
 */
import { createHash } from "node:crypto";
import { withHeader } from "./apply/generated-header.ts";
import { VERSION } from "./cli/version.ts";
import { type Generation, generate as generateBodies } from "./generate/generate.ts";
import type { Run } from "./generate/run.ts";

/**
 * Reads the project in `run.project`, plans its derivations and renders its files; see {@link Run} and {@link Generation}.
 * @throws TypeError for a relative folder; FatalDiagnostic where there is no Mix project, or one that cannot be read.
 */
export async function generate(run: Run): Promise<Generation> {
  const generation = await generateBodies(run);
  const files = generation.files.map((file) =>
    file.ownership === "generated" ? { ...file, text: withHeader(file, VERSION, sha256) } : file,
  );
  return { ...generation, files };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export { type Diagnostic, FatalDiagnostic, type Severity } from "./diagnostics/diagnostic.ts";
export { type Finding, hasErrors } from "./diagnostics/finding.ts";
export { toFindings } from "./diagnostics/to-findings.ts";
export { renderText } from "./diagnostics/render/text.ts";
export type { OutputFile } from "./emit/output-file.ts";
export type { Generation } from "./generate/generate.ts";
export type { FetchProgress, Run } from "./generate/run.ts";
export type * from "./model/crate.ts";
export type * from "./model/dependency.ts";
export type * from "./model/mix-project.ts";
export type * from "./model/nif-module.ts";
export type * from "./model/project.ts";
export type { BuildPlan } from "./plan/build-plan.ts";
export type { Settings } from "./settings/settings.ts";
