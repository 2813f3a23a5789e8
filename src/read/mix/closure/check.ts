import { textMatches } from "../../../elixir/version/requirement.ts";
import type { GitLockEntry, HexLockEntry, LockRequirement } from "../../../model/lock.ts";
import type { DeclaredDep } from "../../../model/mix-project.ts";
import { expandPath, relativePath } from "../../../model/paths.ts";
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

/**
 * Reports where locked packages ask for something else than what is locked, as after a merge of two locks: Mix goes by what the lock
 * says of a package (Hex.RemoteConverger, `deps/2`) and refuses that, but where somebody declares the other with `override: true`.
 * @param declared what the mix.exs files of the project and of what lies in it declare.
 */
export function checkRequirements(
  all: ReadonlyMap<string, Resolved>,
  declared: readonly DeclaredDep[],
  { diagnostics }: ResolveContext,
): void {
  const free = new Set<string>();
  for (const { app, override } of declared) if (knownOr(override, true)) free.add(app);
  for (const { children } of all.values())
    for (const { app, declared: own } of children.wants) if (own && knownOr(own.override, true)) free.add(app);
  for (const { app: parent, need, entry } of all.values()) {
    if (need !== "yes" || entry?.kind !== "hex") continue;
    for (const asked of entry.requires) {
      const other = all.get(asked.app);
      if (other?.entry === undefined || other.need !== "yes" || free.has(asked.app)) continue;
      const differing = lockedDifference(asked, other.entry);
      if (differing === undefined) continue;
      const [locked, wanted] = differing;
      diagnostics.report("lock-requirement-unmet", other.entry.place, { app: asked.app, locked, parent, wanted });
    }
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
  return lockedDifference(
    {
      package: knownOr(declared.hex, entry.package) ?? declared.app,
      repo: knownOr(repository(declared), entry.repo),
      requirement: knownOr(declared.requirement, null),
    },
    entry,
  );
}

/** The same for what a locked package asks for. */
function lockedDifference(
  asked: Pick<LockRequirement, "package" | "repo" | "requirement">,
  entry: HexLockEntry | GitLockEntry,
): Difference | undefined {
  if (entry.kind === "git") return [`from ${entry.url}`, "from Hex"];
  if (asked.package !== entry.package) return [`as package ${entry.package}`, `as package ${asked.package}`];
  if (asked.repo !== entry.repo) return [`from repository ${entry.repo}`, `from repository ${asked.repo}`];
  if (asked.requirement === null || textMatches(entry.version, asked.requirement) !== false) return undefined;
  return [entry.version, `as ${asked.requirement}`];
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
  const { depth, submodules } = declared;
  // A Mix before 1.17 locks no depth, whatever is declared.
  const fetched = entry.options.depth;
  if (fetched !== undefined && !isUnknown(depth) && depth !== fetched)
    return [show("depth", fetched), show("depth", depth)];
  const locked = entry.options.submodules ?? false;
  if (isUnknown(submodules) || submodules === locked) return undefined;
  return [locked ? "with submodules" : "without submodules", submodules ? "with submodules" : "without submodules"];
}

function show(name: string, value: string | number | null): string {
  return value === null ? `without ${name}:` : `with ${name}: ${value}`;
}
