import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Reports targets that nif2nix.toml gives cargo by a variable for a crate, as those of modules and of cargo's configuration.
 * @param text of nif2nix.toml; asked for only where there is something to report.
 */
export async function checkTargetSettings(
  settings: Settings,
  text: () => string | undefined,
  diagnostics: DiagnosticSink,
): Promise<void> {
  const variable = "CARGO_BUILD_TARGET";
  const found = Object.entries(settings.crates).filter(([, { env }]) => env[variable] !== undefined);
  if (found.length === 0) return;
  const [{ placeOfKey }, { reportTarget }] = await Promise.all([
    import("../settings/locate-key.ts"),
    import("../settings/report-target.ts"),
  ]);
  const written = text() ?? "";
  for (const [crate, { env }] of found) {
    const place = placeOfKey(written, ["crate", crate, "env", variable]);
    const asked = { asking: `${variable} of [crate.${crate}] in nif2nix.toml`, target: env[variable] as string, place };
    reportTarget(asked, settings, diagnostics);
  }
}
