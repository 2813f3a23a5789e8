import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { withoutCredentials } from "../model/credentials.ts";
import type { Dependency, DependencySource } from "../model/dependency.ts";
import { takenFolder } from "../model/lock.ts";
import { isInside } from "../model/paths.ts";
import { type PackageSettings, type RepositorySettings, SETTINGS_FILE, type Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";

/** Where Nix has the sources of a dependency from. */
export type FetchedSource =
  | (DependencySource & {
      readonly kind: "git";
      /** The folder of the repository that is the dependency; null = all of it. */
      readonly folder: string | null;
      /** Of its files, in SRI form; null = the commit alone says which they are. */
      readonly hash: string | null;
    })
  | (DependencySource & {
      readonly kind: "hex";
      /** null = the public hexpm, which nixpkgs knows. */
      readonly repository: PrivateRepository | null;
    });

export interface PrivateRepository {
  /** Tarballs lie under tarballs/. */
  readonly url: string;
  /** The environment variable that holds the key where Nix builds. */
  readonly keyVariable: string;
}

export type SourceSettings = Pick<Settings, "repos" | "packages">;

/** Where organisations of hex.pm keep their packages (hex lib/hex/repo.ex). */
const HEX_ORGANISATION = "https://repo.hex.pm/repos/";

/** How Nix fetches a dependency; undefined where it cannot, which is reported, and for path dependencies. */
export function fetchedSource(
  dep: Dependency,
  { repos, packages }: SourceSettings,
  diagnostics: DiagnosticSink,
): FetchedSource | undefined {
  const { source, app, place } = dep;
  if (source.kind === "path") return undefined;
  if (source.kind === "git") {
    const folder = takenFolder(source);
    if (isInside(".", folder)) {
      // What is only placed stays as Mix has it, deps/<app> with the folder in it (Mix.SCM.Git, sparse:).
      const part = dep.sourceOnly || folder === "." ? null : folder;
      const url = withoutCredentials(source.url);
      const hash = hashOf(dep, source, lookUp(packages, app), diagnostics);
      if (url === source.url) return { ...source, folder: part, hash };
      diagnostics.report("address-with-secret", place, { what: `the Git dependency ${app}` });
      // With a hash it would be fetched in the build, which has nobody's credentials; without one by who evaluates.
      return { ...source, url, folder: part, hash: null };
    }
    diagnostics.report("path-outside-root", place, { path: `${folder} of ${app}` });
    return undefined;
  }
  if (source.outerChecksum === null) {
    diagnostics.report("lock-without-outer-checksum", place, { app, version: source.version });
    return undefined;
  }
  if (source.repo === "hexpm") return { ...source, repository: null };
  const repository = privateRepository(source.repo, lookUp(repos, source.repo));
  if (repository === undefined) {
    diagnostics.report("repository-unknown", place, { app, repo: source.repo });
    return undefined;
  }
  return { ...source, repository };
}

/** A hash that was made of another commit would fail in the build; it counts as absent. */
function hashOf(
  { app }: Dependency,
  { rev, submodules }: DependencySource & { kind: "git" },
  settings: PackageSettings | undefined,
  diagnostics: DiagnosticSink,
): string | null {
  const git = settings?.git ?? null;
  if (git === null || (git.rev === rev && !submodules)) return git?.hash ?? null;
  const why = submodules ? "it has submodules" : `mix.lock has ${rev.slice(0, 12)}, not ${git.rev.slice(0, 12)}`;
  diagnostics.report("git-hash-unused", { file: SETTINGS_FILE, line: 1, column: 1 }, { app, why });
  return null;
}

/** The address and the key's variable never come from the lock: a lock that names another place must not get a key. */
function privateRepository(name: string, settings: RepositorySettings | undefined): PrivateRepository | undefined {
  const organisation = /^hexpm:([a-z0-9_]+)$/.exec(name)?.[1];
  const url = settings?.url ?? (organisation === undefined ? undefined : `${HEX_ORGANISATION}${organisation}`);
  return url === undefined ? undefined : { url, keyVariable: settings?.keyVariable ?? "HEX_REPOS_KEY" };
}
