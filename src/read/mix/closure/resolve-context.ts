import type { GitLockEntry, Lock, LockEntry } from "../../../model/lock.ts";
import type { MixContext } from "../loaded-project.ts";

/** What finding the closure needs of the world. */
export interface ResolveContext extends MixContext {
  readonly lock: Lock;
  /** As shown to people. */
  readonly lockFile: string;
  /** Where fetched sources lie, as shown to people: "deps". */
  readonly depsFolder: string;
  /** The folder (absolute) of a fetched dependency's sources, if they are at hand and those that are locked. */
  sourcesOf(entry: LockEntry): string | undefined;
  /** Told of a Git dependency that is wanted and whose sources are not at hand. */
  unread(entry: GitLockEntry): void;
  /** Applications that the rebar.config of a folder asks for; undefined where there is none. */
  rebarDeps(folder: string): readonly string[] | "unreadable" | undefined;
}
