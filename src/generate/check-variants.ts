import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";

/** Files of the user's that call nix/artifacts.nix. */
const callers = ["flake.nix", "default.nix"];

/**
 * Whether it is said how the variants of what is published are built: nix/artifacts.nix takes that as an argument. Only Linux has archives.
 */
export function checkVariants(
  plan: BuildPlan,
  project: Project,
  fs: ReadFileSystem,
  diagnostics: DiagnosticSink,
): void {
  let texts: string | undefined;
  for (const { module, variants } of plan.artifacts) {
    const names = Object.entries(variants).flatMap(([target, of]) => (target.includes("-linux-") ? of : []));
    if (names.length === 0) continue;
    texts ??= callers.map((file) => fs.readText(`${project.folder}/${file}`)?.replaceAll(/#.*/g, "") ?? "").join("\n");
    const place = project.nifs.find((nif) => nif.module === module) ?? project.mix.place;
    const code = texts;
    const missing = [...new Set(names)].filter((name) => !code.includes("variants") || !code.includes(name));
    if (missing.length > 0)
      diagnostics.report("artifact-variants-not-built", place, {
        module,
        variants: missing.join(", "),
        example: missing[0] ?? "",
      });
  }
}
