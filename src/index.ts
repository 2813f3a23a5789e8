/**
 * nif2nix as a library: read a project, plan its derivations, render the files. Nothing here writes, runs programs, or knows
 * the screen.
 *
 * ```js
 * const diagnostics = new Diagnostics();
 * const project = await readProject({ root, fs: nodeFileSystem, parse: await elixirParser(), diagnostics });
 * const files = render(plan(project, defaultSettings, diagnostics), nixHelpers(), nodeProgram);
 * ```
 */
export { nixHelpers, nodeProgram } from "./cli/resource.ts";
export { type Finding, hasErrors, toFinding } from "./diagnostics/finding.ts";
export { renderText } from "./diagnostics/render/text.ts";
export type { OutputFile } from "./emit/output-file.ts";
export { render } from "./emit/render.ts";
export {
  type Diagnostic,
  type DiagnosticSink,
  Diagnostics,
  FatalDiagnostic,
  type Severity,
} from "./diagnostics/diagnostic.ts";
export type * from "./model/project.ts";
export type { BuildPlan } from "./plan/build-plan.ts";
export { plan } from "./plan/plan.ts";
export { elixirParser } from "./elixir/parse/grammar.ts";
export type { ReadFileSystem } from "./ports/file-system.ts";
export { nodeFileSystem } from "./ports/node-file-system.ts";
export { type ReadProjectOptions, readProject } from "./read/read-project.ts";
export { readSettings } from "./settings/read-settings.ts";
export { type Settings, defaultSettings } from "./settings/settings.ts";
