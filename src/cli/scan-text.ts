import type { Painter } from "../diagnostics/painter.ts";
import { printable } from "../diagnostics/printable.ts";
import type { Dependency, NifModule, Project } from "../model/project.ts";
import { type Known, isUnknown, knownOr } from "../model/unknown.ts";

/** What was read, for people: `what  value (why)`, one line each. */
export function scanText(project: Project, paint: Painter): string {
  const { mix } = project;
  const version = mix.version === null ? "" : ` ${text(mix.version)}`;
  const rows: Row[] = [
    mix.umbrella
      ? ["umbrella", `${project.apps.length} applications`, place(mix.place)]
      : ["project", `${text(mix.app)}${version}`, place(mix.place)],
    ...project.apps.map((child): Row => ["", `${text(child.app)} ${text(child.version)}`, place(child.place)]),
    ...releases(project),
    ...project.nifs.map((nif, index): Row => [index === 0 ? "nif" : "", nifText(nif), place(nif)]),
    ...project.crates.map((crate, index): Row => [
      index === 0 ? "crate" : "",
      `${crate.packageName} ${text(crate.version)}`,
      crate.cargoLock === null ? `${crate.manifest}, without Cargo.lock` : `${crate.manifest}, ${crate.cargoLock}`,
    ]),
    ["deps", dependencies(project.deps), project.lockFile ?? "no lock file"],
  ];
  return rows.map((row) => line(row, paint)).join("");
}

type Row = readonly [what: string, value: string, why: string];

function line([what, value, why]: Row, paint: Painter): string {
  return `${paint.bold(what.padEnd(9))} ${printable(value)} ${paint.dim(`(${printable(why)})`)}\n`;
}

function text(value: Known<string | boolean | null>): string {
  return isUnknown(value) ? `unknown: ${value.unknown}` : String(value ?? "none");
}

function place(at: { file: string; line: number }): string {
  return `${at.file}:${at.line}`;
}

function releases({ mix }: Project): Row[] {
  if (isUnknown(mix.releases)) return [["releases", text(mix.releases), mix.place.file]];
  return mix.releases.map((release, index): Row => [
    index === 0 ? "release" : "",
    release.name,
    mix.defaultRelease === release.name ? "default_release" : mix.place.file,
  ]);
}

function nifText(nif: NifModule): string {
  const features = knownOr(nif.features, []);
  const extra = features.length === 0 ? "" : ` [${features.join(", ")}]`;
  const skipped = knownOr(nif.skipCompilation, false) ? ", compiled elsewhere" : "";
  return `${nif.module} uses ${nif.macro}, crate ${text(nif.crate)}${extra}${skipped}`;
}

function dependencies(deps: readonly Dependency[]): string {
  const kinds = { hex: 0, git: 0, path: 0 };
  for (const dep of deps) kinds[dep.source.kind] += 1;
  const parts = Object.entries(kinds).filter(([, count]) => count > 0);
  if (parts.length === 0) return "none";
  return parts.map(([kind, count]) => `${count} ${kind}`).join(", ");
}
