import { Diagnostics } from "../diagnostics/diagnostic.ts";
import { type Lock, takenFolder } from "../model/lock.ts";
import { joinPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { SourceFile } from "../model/source.ts";
import type { System } from "../model/systems.ts";
import { knownOr } from "../model/unknown.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { plan as planOf } from "../plan/plan.ts";
import { releasedCrates } from "../plan/released-crates.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { nodeGit } from "../ports/node-git.ts";
import { withGitCache } from "../ports/private-cache.ts";
import { cargoHome } from "../ports/user-folders.ts";
import { loadToml } from "../read/cargo/toml.ts";
import { readLock } from "../read/lock/read-lock.ts";
import { gitSource } from "../read/sources/git-source.ts";
import type { SourceTree } from "../read/sources/source-tree.ts";
import { type LocatedSource, type SourcesWorld, locateSources } from "../read/sources/sources.ts";
import { billOf } from "../sbom/bill-of-plan.ts";
import type { Bill } from "../sbom/bill.ts";
import type { CratesOfNif } from "../sbom/linked-crates.ts";
import { cratesOfPlan } from "./crates-of-plan.ts";
import { network, sourcesWorld } from "./native-sources.ts";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";

export interface BillOfRun {
  readonly bill: Bill;
  readonly project: Project;
  /** Of reading the project, and what of the bill is not known. */
  readonly diagnostics: Diagnostics;
}

/**
 * What the release of a project is made of on a system. Manifests of crates are fetched where they are not at hand, unless the run is
 * offline; licences of Hex packages are those that lie on this machine.
 * @throws as `generate` does.
 */
export async function billOfMaterials(run: Run, system: System): Promise<BillOfRun> {
  const { project, settings, diagnostics } = await readRun(run);
  const plan = planOf(project, settings, new Diagnostics());
  const env = run.env ?? process.env;
  const depsFolder = joinPath(project.folder, knownOr(project.mix.depsPath, "deps"));
  const world = await sourcesWorld(env, run.project, depsFolder, fs, { report: () => {} });
  const mayFetch = run.offline !== true;
  const net = mayFetch ? await network(world) : undefined;
  return withGitCache(env, run.project, async (gitCache) => {
    const git = { git: nodeGit(env), cachePath: gitCache, mayFetch };
    const lock = lockOf(project);
    const { trees, licenses } = await lookInto(plan, lock, { ...world, network: net });
    for (const { app, modules } of plan.natives) {
      const entry = lock.get(app);
      if (trees.has(app) || entry?.kind !== "git" || !modules.some(({ crate }) => crate !== null)) continue;
      const path = joinPath(depsFolder, app);
      const files = await gitSource(entry, path, git);
      if (!("missing" in files)) trees.set(app, { fs: files, folder: joinPath(path, takenFolder(entry.options)) });
    }
    const crates = await cratesOfPlan(project, plan, trees, system, {
      fs,
      bytes: nodeByteFiles,
      network: net,
      timeout: world.hex.timeout,
      concurrency: world.hex.concurrency,
      cargoHome: cargoHome(env),
      cachePath: world.cachePath,
      toml: await loadToml(),
      checkout: async (url, rev) =>
        gitSource(
          { kind: "git", app: "", url, rev, options: { ref: rev }, place: { file: "", line: 1, column: 1 } },
          "/crate",
          git,
        ),
    });
    reportUnread(project, plan, crates, diagnostics);
    return { bill: billOf(project, plan, { system, crates, licenses }), project, diagnostics };
  });
}

function lockOf({ folder, lockFile }: Project): Lock {
  const text = lockFile === null ? undefined : fs.readText(joinPath(folder, lockFile));
  return text === undefined ? new Map() : readLock(new SourceFile("mix.lock", text), { report: () => {} });
}

/** Sources of dependencies with crates, and licences of all that are at hand. */
async function lookInto(
  plan: BuildPlan,
  lock: Lock,
  world: SourcesWorld,
): Promise<{ trees: Map<string, SourceTree>; licenses: ReadonlyMap<string, readonly string[]> }> {
  const native = new Set(
    plan.natives.flatMap(({ app, modules }) => (modules.some(({ crate }) => crate !== null) ? [app] : [])),
  );
  const entries = plan.deps.flatMap(({ app }) => lock.get(app) ?? []);
  const found = new Map<string, LocatedSource>([
    ...(await locateSources(
      entries.filter(({ app }) => !native.has(app)),
      { ...world, network: undefined },
    )),
    ...(await locateSources(
      entries.filter(({ app }) => native.has(app)),
      world,
    )),
  ]);
  const trees = new Map<string, SourceTree>();
  const licenses = new Map<string, readonly string[]>();
  for (const [app, source] of found) {
    if (source.kind === "missing") continue;
    if (native.has(app)) trees.set(app, { fs: source.files, folder: source.path });
    if (source.metadata !== undefined) licenses.set(app, source.metadata.licenses);
  }
  return { trees, licenses };
}

function reportUnread(
  project: Project,
  plan: BuildPlan,
  crates: ReadonlyMap<string, CratesOfNif>,
  diagnostics: Diagnostics,
): void {
  for (const { attr, source, cargoLockFromNix } of releasedCrates(plan)) {
    const found = crates.get(attr);
    const unread = found?.unread ?? [{ name: attr, version: "", why: "its sources or its lock could not be read" }];
    const [first] = unread;
    if (first === undefined) continue;
    const lock = source.kind === "local" ? joinPath("nix", cargoLockFromNix) : null;
    const text = lock === null ? undefined : fs.readText(joinPath(project.folder, lock));
    const at = text?.indexOf(`name = "${first.name}"`) ?? -1;
    const home = plan.natives.find(({ modules }) => modules.some(({ crate }) => crate === attr))?.app;
    const place =
      lock !== null && text !== undefined
        ? new SourceFile(lock, text).place(Math.max(at, 0))
        : (project.deps.find(({ app }) => app === home)?.place ?? project.mix.place);
    diagnostics.report("crates-not-known", place, {
      crate: attr,
      first: `${first.name} ${first.version}`.trim(),
      why: first.why,
      others: unread.length === 1 ? "" : ` (and ${unread.length - 1} more)`,
    });
  }
}
