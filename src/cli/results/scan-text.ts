import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import type { FrontEnd, NodeModules } from "../../model/assets.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { OwnMake } from "../../model/make.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath } from "../../model/paths.ts";
import { projectCrates } from "../../model/project-crates.ts";
import type { Project } from "../../model/project.ts";
import { type Known, isUnknown, knownOr } from "../../model/unknown.ts";
import type { AssetsPlan } from "../../plan/web-assets.ts";
import { SETTINGS_FILE } from "../../settings/settings.ts";
import { counted } from "../../text/counted.ts";
import { type Chosen, type NativeDependency, nativeDependencies } from "./native-dependencies.ts";

/** What was read, for people: `what  value (why)`, one line each. */
export function scanText(project: Project, plan: Chosen, paint: Painter): string {
  const { mix } = project;
  // Why nothing of mix.exs is known is said once.
  const same = isUnknown(mix.app) && isUnknown(mix.version) && mix.app.unknown === mix.version.unknown;
  const version = mix.version === null || same ? "" : ` ${text(mix.version)}`;
  const rows: Row[] = [
    mix.umbrella
      ? ["umbrella", `${project.apps.length} applications`, place(mix.place)]
      : ["project", `${text(mix.app)}${version}`, place(mix.place)],
    ...project.apps.map((child): Row => ["", `${text(child.app)} ${text(child.version)}`, place(child.place)]),
    ...releases(project),
    ...project.nifs.map((nif, index): Row => [index === 0 ? "nif" : "", nifText(nif), place(nif)]),
    ...projectCrates(project).map((crate, index): Row => [
      index === 0 ? "crate" : "",
      `${crate.packageName} ${text(crate.version)}`,
      crate.cargoLock === null ? `${crate.manifest}, without Cargo.lock` : `${crate.manifest}, ${crate.cargoLock}`,
    ]),
    ...[...project.makes.map(makeText), ...nativeDependencies(plan).map(nativeText)].map((words, index): Row => [
      index === 0 ? "native" : "",
      ...words,
    ]),
    ...[...project.frontEnds.map(frontEndText), ...plan.assets.map((assets) => assetsText(assets, project))].map(
      (words, index): Row => [index === 0 ? "assets" : "", ...words],
    ),
    ["deps", dependencies(project.deps), project.lockFile ?? "no lock file"],
  ];
  return rows.map((row) => scanLine(row, paint)).join("");
}

export type Row = readonly [what: string, value: string, why: string];

/** A line of it, with a line end. */
export function scanLine([what, value, why]: Row, paint: Painter): string {
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
  const listed = features.length === 0 ? "" : ` [${features.join(", ")}]`;
  const extra = nif.onSystems === undefined ? listed : `${listed}, not the same on every system`;
  const skipped = knownOr(nif.skipCompilation, false) ? ", compiled elsewhere" : "";
  const how = nif.macro === "load_nif" ? "loads by itself" : `uses ${nif.macro}`;
  return `${nif.module} ${how}, crate ${text(nif.crate)}${extra}${skipped}`;
}

/** What the project has built by make, beside what its dependencies have. */
function makeText({ app, folder, tool, place: at }: OwnMake): readonly [value: string, why: string] {
  return [`${app}: native code by ${tool}${folder === "." ? "" : ` in ${folder}`}`, place(at)];
}

const nativeText = ({ app, what, how }: NativeDependency): readonly [value: string, why: string] => [
  `${app}: ${what}`,
  how,
];

/** What builds the assets: tools of the package set, which take the place of the versions that the configuration names. */
function assetsText({ task, tools, directory }: AssetsPlan, project: Project): readonly [value: string, why: string] {
  const read = project.assets.find((each) => each.project === directory);
  const named = tools.map(({ app, package: name }) => {
    const asked = knownOr(read?.versions[app] ?? null, null);
    return `${name} of nixpkgs${asked === null ? "" : ` in place of ${app} ${asked}`}`;
  });
  const where = `aliases of ${joinPath(directory, "mix.exs")}`;
  return [[task, ...named, ...packagesText(read?.nodeModules ?? [])].join(", "), where];
}

function frontEndText({ folder, commands, nodeModules }: FrontEnd): readonly [value: string, why: string] {
  return [[`${folder}: ${commands.join(" && ")}`, ...packagesText(nodeModules)].join(", "), SETTINGS_FILE];
}

const packagesText = (locks: readonly NodeModules[]): readonly string[] =>
  locks.flatMap(({ packages, lockFile }) =>
    packages.length === 0 ? [] : [`${counted(packages.length, "package")} of ${lockFile}`],
  );

/** Those of the environment; what the lock has besides is told apart. */
function dependencies(deps: readonly Dependency[]): string {
  const kinds = { hex: 0, git: 0, path: 0 };
  const needed = deps.filter(({ inProd }) => inProd !== false);
  for (const dep of needed) kinds[dep.source.kind] += 1;
  const parts = Object.entries(kinds).filter(([, count]) => count > 0);
  const others = deps.length - needed.length;
  const beside = others === 0 ? "" : `; ${others} more for other environments`;
  return `${parts.map(([kind, count]) => `${count} ${kind}`).join(", ") || "none"}${beside}`;
}
