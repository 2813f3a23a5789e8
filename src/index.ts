/**
 * nif2nix as a library: read a project, plan its derivations, render the files.
 * Nothing here writes, runs programs, or knows the screen.
 */
export type { Settings } from "./settings/settings.ts";
export { defaultSettings } from "./settings/settings.ts";
export type { Diagnostic, DiagnosticSink, Severity } from "./model/diagnostic.ts";
export { Diagnostics, FatalDiagnostic } from "./model/diagnostic.ts";
export type { Finding } from "./diagnostics/finding.ts";
export { toFinding } from "./diagnostics/finding.ts";
export { renderText } from "./diagnostics/render/text.ts";
export type { Project } from "./model/project.ts";
