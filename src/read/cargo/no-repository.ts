import type { CodeName } from "../../diagnostics/codes.ts";
import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { joinPath, parentPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** What would be said of a workspace's member where the workspace is not read, and would not be true. */
const untrue: ReadonlySet<CodeName> = new Set<CodeName>([
  "workspace-field-missing",
  "workspace-root-missing",
  "cargo-lock-missing",
  "crate-path-outside",
  "included-file-outside",
  "nif-crate-missing",
]);

/**
 * Outside of a git repository nothing above the project is read, because a build in Nix gets the project's folder alone.
 * Where a Cargo workspace lies above it, that is said once, in place of everything that its crates then seem to lack.
 * @param limit absolute: what is read.
 */
export function withoutRepository(limit: string, fs: ReadFileSystem, diagnostics: DiagnosticSink): DiagnosticSink {
  const workspace = fs.exists(joinPath(limit, ".git")) ? undefined : workspaceAbove(limit, fs);
  if (workspace === undefined) return diagnostics;
  let said = false;
  return {
    report(code, place, args) {
      if (!untrue.has(code)) return diagnostics.report(code, place, args);
      if (said) return;
      said = true;
      diagnostics.report("no-repository", place, { file: workspace });
    },
  };
}

function workspaceAbove(limit: string, fs: ReadFileSystem): string | undefined {
  for (let at = parentPath(limit); ; at = parentPath(at)) {
    const path = joinPath(at, "Cargo.toml");
    if (/^[ \t]*\[workspace\b/m.test(fs.readText(path) ?? "")) return path;
    if (at === "/") return undefined;
  }
}
