import type { Dependency, DependencySource } from "../../../model/dependency.ts";
import type { LockEntry } from "../../../model/lock.ts";
import { relativePath } from "../../../model/paths.ts";
import { knownOr, unknown } from "../../../model/unknown.ts";
import { builderOf } from "./builder.ts";
import { requirements } from "./requires.ts";
import type { ResolveContext } from "./resolve-context.ts";
import type { Resolution, Resolved } from "./resolve.ts";
import { isSourceOnly } from "./want.ts";

/**
 * The dependencies as the model has them: those of the lock in its order, those that are not needed included (`inProd`
 * false), then path dependencies in the order in which they were met.
 */
export function dependencies(
  resolution: Resolution,
  context: Pick<ResolveContext, "lock" | "fs" | "sourcesOf" | "project">,
): readonly Dependency[] {
  const requires = requirements(resolution.all);
  const position = new Map([...context.lock.keys()].map((app, index) => [app, index]));
  const of = ({ app, path }: Resolved): number => (path === undefined ? (position.get(app) ?? 0) : position.size);
  const inOrder = [...resolution.all.values()].sort((a, b) => of(a) - of(b));
  return inOrder.flatMap((resolved): Dependency[] => {
    const { app, want, entry, path } = resolved;
    const source = path === undefined ? entry && fetched(entry) : local(path, resolved, context);
    const place = entry?.place ?? want?.place;
    if (source === undefined || place === undefined) return [];
    return [
      {
        app,
        source,
        builder: builderOf(resolved, () => path ?? (entry && context.sourcesOf(entry)), context.fs),
        requires: requires.get(app) ?? [],
        inProd: inProd(resolved),
        sourceOnly: want?.declared !== undefined && isSourceOnly(want.declared),
        place,
      },
    ];
  });
}

function inProd({ need }: Resolved): Dependency["inProd"] {
  if (need === "maybe") return unknown("not everything that may need it could be read");
  return need === "yes";
}

function local(path: string, { want }: Resolved, context: Pick<ResolveContext, "project">): DependencySource {
  const inUmbrella = want?.child !== undefined || knownOr(want?.declared?.inUmbrella ?? false, false);
  return { kind: "path", path: relativePath(context.project, path), inUmbrella };
}

function fetched(entry: LockEntry): DependencySource {
  if (entry.kind === "hex") {
    const { version, repo, innerChecksum, outerChecksum } = entry;
    return { kind: "hex", package: entry.package, version, repo, innerChecksum, outerChecksum };
  }
  const { branch = null, tag = null, ref = null, submodules = false, sparse = null, subdir = null } = entry.options;
  return { kind: "git", url: entry.url, rev: entry.rev, branch, tag, ref, submodules, sparse, subdir };
}
