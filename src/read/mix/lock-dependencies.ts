import type { Dependency } from "../../model/dependency.ts";
import type { Lock } from "../../model/lock.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { lockedChildren } from "./closure/children.ts";
import { dependencies } from "./closure/closed-dependencies.ts";
import type { ResolveContext } from "./closure/resolve-context.ts";
import type { Resolved } from "./closure/resolve.ts";

/** Every entry of a lock as a dependency that is needed: what can be said where there is no mix.exs to ask. */
export function lockDependencies(lock: Lock, fs: ReadFileSystem): readonly Dependency[] {
  const all = new Map(
    [...lock].map(([app, entry]): [string, Resolved] => [
      app,
      { app, need: "yes", want: undefined, entry, path: undefined, children: lockedChildren(entry) },
    ]),
  );
  const context: Pick<ResolveContext, "lock" | "fs" | "sourcesOf" | "project"> = {
    project: "/",
    lock,
    fs,
    sourcesOf: () => undefined,
  };
  return dependencies({ all, local: [] }, context);
}
