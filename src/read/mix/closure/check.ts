import { parseRequirement, versionMatches } from "../../../elixir/version/requirement.ts";
import { parseVersion } from "../../../elixir/version/version.ts";
import type { GitLockEntry, HexLockEntry } from "../../../model/lock.ts";
import { expandPath, relativePath } from "../../../model/paths.ts";
import type { DeclaredDep } from "../../../model/project.ts";
import { type Known, isUnknown, knownOr } from "../../../model/unknown.ts";
import type { ResolveContext } from "./resolve-context.ts";
import type { Resolved } from "./resolve.ts";

/**
 * Reports what is needed and not locked, and what is locked differently from how mix.exs declares it: Mix refuses both.
 * Where something is not known nothing is said.
 */
export function checkLocked(all: ReadonlyMap<string, Resolved>, hasLock: boolean, context: ResolveContext): void {
  const { diagnostics, lockFile } = context;
  const missing: Resolved[] = [];
  for (const resolved of all.values()) {
    if (resolved.need !== "yes" || resolved.path !== undefined || resolved.want === undefined) continue;
    if (resolved.entry === undefined) missing.push(resolved);
    else checkEntry(resolved, resolved.entry, context);
  }
  if (missing.length > 0 && !hasLock) {
    const place = missing[0]?.want?.place;
    const apps = missing.map(({ app }) => app).join(", ");
    if (place !== undefined) {
      const file = relativePath(context.project, expandPath(place.file, context.project));
      diagnostics.report("lock-missing", place, { lockfile: lockFile, file, apps });
    }
    return;
  }
  for (const { app, want } of missing) {
    if (want !== undefined) diagnostics.report("dependency-not-locked", want.place, { app, lockfile: lockFile });
  }
}

function checkEntry({ app, want }: Resolved, entry: HexLockEntry | GitLockEntry, context: ResolveContext): void {
  const declared = want?.declared;
  const pair = declared === undefined ? undefined : difference(declared, entry);
  if (declared === undefined || pair === undefined) return;
  const [locked, wanted] = pair;
  context.diagnostics.report("lock-out-of-date", declared.place, { app, locked, declared: wanted });
}

type Difference = readonly [locked: string, declared: string];

/** How a lock entry differs from what mix.exs declares; undefined where it does not, or that is not known. */
export function difference(declared: DeclaredDep, entry: HexLockEntry | GitLockEntry): Difference | undefined {
  const { git } = declared;
  if (isUnknown(git) || isUnknown(declared.path)) return undefined;
  return git === null ? hexDifference(declared, entry) : gitDifference(declared, git, entry);
}

function hexDifference(declared: DeclaredDep, entry: HexLockEntry | GitLockEntry): Difference | undefined {
  if (entry.kind === "git") return [`from ${entry.url}`, "from Hex"];
  const name = knownOr(declared.hex, entry.package) ?? declared.app;
  if (name !== entry.package) return [`as package ${entry.package}`, `as package ${name}`];
  const repo = repository(declared);
  if (!isUnknown(repo) && repo !== entry.repo) return [`from repository ${entry.repo}`, `from repository ${repo}`];
  const requirement = knownOr(declared.requirement, null);
  const version = parseVersion(entry.version);
  const parsed = requirement === null ? undefined : parseRequirement(requirement);
  if (version === undefined || parsed === undefined || versionMatches(version, parsed)) return undefined;
  return [entry.version, `as ${requirement}`];
}

/** Hex.SCM: `organization: "acme"` is the repository "hexpm:acme". */
function repository({ organization, repo }: DeclaredDep): Known<string> {
  if (isUnknown(organization)) return organization;
  if (organization !== null) return `hexpm:${organization}`;
  return isUnknown(repo) ? repo : (repo ?? "hexpm");
}

const GIT_OPTIONS = ["branch", "ref", "tag", "sparse", "subdir"] as const;

function gitDifference(declared: DeclaredDep, url: string, entry: HexLockEntry | GitLockEntry): Difference | undefined {
  if (entry.kind === "hex") return [`${entry.version} from Hex`, `from ${url}`];
  if (entry.url !== url) return [`from ${entry.url}`, `from ${url}`];
  for (const name of GIT_OPTIONS) {
    const own = declared[name];
    const locked = entry.options[name] ?? null;
    if (!isUnknown(own) && own !== locked) return [show(name, locked), show(name, own)];
  }
  const { submodules } = declared;
  const locked = entry.options.submodules ?? false;
  if (isUnknown(submodules) || submodules === locked) return undefined;
  return [locked ? "with submodules" : "without submodules", submodules ? "with submodules" : "without submodules"];
}

function show(name: string, value: string | null): string {
  return value === null ? `without ${name}:` : `with ${name}: ${value}`;
}
