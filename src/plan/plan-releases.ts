import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { MixProject, Release } from "../model/mix-project.ts";
import type { Project } from "../model/project.ts";
import { isUnknown, knownOr } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";
import type { ReleasePlan } from "./build-plan.ts";

/** Name of the release with every application of an umbrella, where no application needs all of the others. */
const WHOLE = "umbrella";

/**
 * The releases that packages are made of; the first is the default one: what nif2nix.toml names, else what Mix would take
 * (lib/mix/release.ex, from_config!/3). A project without `releases:` has one, named after its application; an umbrella
 * without has none, and each of its applications is given one, which is reported with the lines that would say so in mix.exs.
 */
export function planReleases(
  project: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
): readonly ReleasePlan[] {
  const { mix } = project;
  const declared = knownOr(mix.releases, []);
  if (declared.length > 0)
    return chosenFirst(
      declared.map((release) => ofMix(release, project)),
      project,
      settings,
      diagnostics,
    );
  if (mix.umbrella && !isUnknown(mix.releases)) return ofApplications(project, settings, diagnostics);
  const pname = packageName(project, settings.mixEnv, diagnostics);
  // What could not be read may define any; the name that is asked for is handed on.
  const releaseName = isUnknown(mix.releases) ? (settings.release ?? knownOr(mix.defaultRelease, null)) : null;
  const own = { ...base(mix), pname: releaseName ?? pname, releaseName, applications: null, without: [] };
  if (!isUnknown(mix.releases)) checkDefault(mix, [], diagnostics);
  return [own];
}

const base = ({ version }: MixProject): Pick<ReleasePlan, "version"> => ({
  version: knownOr(version, null) ?? "unstable",
});

function ofMix({ name, version, applications }: Release, project: Project): ReleasePlan {
  return {
    pname: name,
    version: knownOr(version, null) ?? base(project.mix).version,
    releaseName: name,
    applications: null,
    without: missingModules(project, isUnknown(applications) ? null : applications),
  };
}

function chosenFirst(
  releases: readonly ReleasePlan[],
  { mix }: Project,
  settings: Settings,
  diagnostics: DiagnosticSink,
): readonly ReleasePlan[] {
  const names = releases.map(({ pname }) => pname);
  // Each release is built by its name: what Mix would take without one counts where nobody names another.
  const wished = settings.release ?? checkDefault(mix, names, diagnostics);
  const first = releases.find(({ pname }) => pname === wished);
  if (wished === null && releases.length > 1 && knownOr(mix.defaultRelease, null) === null) {
    diagnostics.report("default-release-missing", mix.place, { names: names.join(", "), name: names[0] as string });
  }
  return first === undefined ? releases : [first, ...releases.filter((each) => each !== first)];
}

/** `default_release:`; null where there is none, or none of that name. Mix looks at it where there are several releases. */
function checkDefault(
  { defaultRelease, place }: MixProject,
  names: readonly string[],
  diagnostics: DiagnosticSink,
): string | null {
  const name = knownOr(defaultRelease, null);
  if (name === null || names.includes(name)) return name;
  if (names.length > 1)
    diagnostics.report("release-unknown", place, { what: "default_release:", name, names: names.join(", ") });
  return null;
}

function ofApplications(project: Project, settings: Settings, diagnostics: DiagnosticSink): readonly ReleasePlan[] {
  const { mix } = project;
  const apps = project.apps.flatMap(({ app, version }) =>
    typeof app === "string" ? [{ app, version: knownOr(version, null) ?? base(mix).version }] : [],
  );
  const names = apps.map(({ app }) => app);
  const top = names.filter((name) => names.every((other) => closure(project, [name]).has(other)))[0];
  const releases = apps.map(({ app, version }): ReleasePlan => synthetic(app, version, [app], project));
  const whole = top === undefined && names.length > 1 ? [synthetic(WHOLE, base(mix).version, names, project)] : [];
  const first = releases.find(({ pname }) => pname === (settings.release ?? top));
  const ordered =
    first === undefined ? [...whole, ...releases] : [first, ...whole, ...releases.filter((each) => each !== first)];
  if (ordered.length > 0) {
    const [chosen] = ordered as [ReleasePlan];
    const applications = (chosen.applications ?? []).map((app) => `${app}: :permanent`).join(", ");
    const lines = `releases: [${chosen.pname}: [applications: [${applications}]]]`;
    diagnostics.report("umbrella-without-releases", mix.place, {
      names: ordered.map(({ pname }) => pname).join(", "),
      name: chosen.pname,
      lines,
    });
  }
  return ordered.length > 0
    ? ordered
    : [{ ...base(mix), pname: WHOLE, releaseName: null, applications: null, without: [] }];
}

function synthetic(name: string, version: string, applications: readonly string[], project: Project): ReleasePlan {
  return { pname: name, version, releaseName: name, applications, without: missingModules(project, applications) };
}

/** Names that `release` of nif2nix.toml can have; undefined where not all could be read. */
export function releaseNames({ mix, apps }: Project): readonly string[] | undefined {
  if (isUnknown(mix.releases)) return undefined;
  if (mix.releases.length > 0) return mix.releases.map(({ name }) => name);
  const own = mix.umbrella ? apps.map(({ app }) => app) : [mix.app];
  return own.every((app) => typeof app === "string") ? own : undefined;
}

/**
 * NIF modules that a release of an umbrella does not hold, because neither its applications nor what they depend on
 * compile them. Without `applications` a release has all.
 */
function missingModules(project: Project, applications: readonly string[] | null): readonly string[] {
  if (!project.mix.umbrella || applications === null) return [];
  const held = closure(project, applications);
  const home = new Map([project.mix, ...project.apps].map(({ path, app }) => [path, app]));
  const own = project.nifs.flatMap(({ project: folder, module }) => {
    const app = home.get(folder);
    return typeof app === "string" && !held.has(app) ? [module] : [];
  });
  const foreign = project.natives.flatMap(({ app, nifs }) => (held.has(app) ? [] : nifs.map(({ module }) => module)));
  return [...own, ...foreign];
}

/** The applications given and all that they depend on. */
function closure({ deps }: Project, applications: readonly string[]): ReadonlySet<string> {
  const requires = new Map(deps.map((dep) => [dep.app, dep.requires]));
  const held = new Set(applications);
  for (const app of held) for (const required of requires.get(app) ?? []) held.add(required);
  return held;
}

function packageName({ mix: { app, place } }: Project, mixEnv: string, diagnostics: DiagnosticSink): string {
  if (!isUnknown(app)) return app ?? WHOLE;
  diagnostics.report("project-app-unknown", place, { why: app.unknown, env: mixEnv });
  return "unknown";
}
