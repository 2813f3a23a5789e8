import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostic.ts";
import { isRemote } from "../model/git-address.ts";
import { projectCrates } from "../model/project-crates.ts";
import type { Project } from "../model/project.ts";
import { SourceFile, type Place } from "../model/source.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { nodeGit } from "../ports/node-git.ts";
import { withGitCache } from "../ports/private-cache.ts";
import { gitSource } from "../read/cargo/git-source.ts";
import { gitHash } from "../read/sources/git-hash.ts";
import { type GitWorld, refOf } from "../read/sources/git-source.ts";
import { checkSettings } from "../settings/check-settings.ts";
import { editSettings, type TableEdit } from "../settings/edit-settings.ts";
import { SETTINGS_FILE, type Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";

/** What hashing came to. */
export interface Hashing {
  /** Dependencies and crates that have a hash now, and what it is. */
  readonly hashes: readonly { readonly name: string; readonly hash: string }[];
  /** nif2nix.toml as it is; empty where there is none. */
  readonly before: string;
  /** nif2nix.toml with the hashes; the text that there is where nothing has to be changed. */
  readonly text: string;
  readonly changed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Something that comes from a git repository, and the setting that holds its hash. */
interface Wanted {
  readonly name: string;
  readonly place: Place;
  readonly url: string;
  readonly rev: string;
  readonly ref: string | null;
  /** Whether the build fetches submodules with it. */
  readonly withSubmodules: boolean;
  edit(hash: string): TableEdit;
  /** Whether the settings hold a hash that is, or may be, of something else. */
  isOutdated(settings: Settings): boolean;
}

/**
 * Fetches the locked commit of each Git dependency and of each crate from git, and puts the hashes of their files into nif2nix.toml, so that
 * the build fetches them and evaluating needs no network. Writes nothing.
 * @param renew only where the settings have hashes: of dependencies whose hash is of another commit, and of the crates of a lock of which
 *   the settings have a hash.
 * @throws as `generate` does.
 */
export async function hashSources(run: Run, renew = false): Promise<Hashing> {
  const { project, settings, diagnostics: earlier } = await readRun(run);
  const diagnostics = new Diagnostics();
  const all = [...dependencies(project), ...crates(project)];
  const wanted = renew ? all.filter(({ isOutdated }) => isOutdated(settings)) : all;
  const env = run.env ?? process.env;
  const hashes: { name: string; hash: string }[] = [];
  const edits: TableEdit[] = [];
  await withGitCache(env, run.project, async (cachePath) => {
    const world = { git: nodeGit(env), cachePath, mayFetch: run.offline !== true };
    for (const one of wanted) {
      const found = await hashOf(one, world);
      if (typeof found === "string") {
        diagnostics.report("git-hash-unknown", one.place, { app: one.name, why: found });
        continue;
      }
      hashes.push({ name: one.name, hash: found.hash });
      edits.push(one.edit(found.hash));
    }
  });
  const old = fs.readText(`${run.project}/${SETTINGS_FILE}`) ?? "";
  const text = editSettings(old, edits);
  if (!(await holds(text, edits))) {
    const lines = edits.map(({ table, values }) => `[${table.join(".")}] ${JSON.stringify(values)}`).join("; ");
    diagnostics.report("settings-not-editable", { file: SETTINGS_FILE, line: 1, column: 1 }, { lines });
    return { hashes, before: old, text: old, changed: false, diagnostics: diagnostics.list };
  }
  // What is wrong with the project is for `generate` to say; but a project that could not be read has no sources to hash.
  const unread = earlier.list.filter(({ code }) => code === "lock-missing");
  return { hashes, before: old, text, changed: text !== old, diagnostics: [...unread, ...diagnostics.list] };
}

async function hashOf(one: Wanted, world: GitWorld): Promise<{ readonly hash: string } | string> {
  if (!isRemote(one.url)) return "its address is a folder of one machine";
  const found = await gitHash(one, world);
  if ("missing" in found) return found.missing;
  return one.withSubmodules && found.submodules ? "it has submodules, which would have to be hashed, too" : found;
}

function dependencies(project: Project): readonly Wanted[] {
  return project.deps.flatMap(({ app, source, inProd, place }): Wanted[] => {
    if (source.kind !== "git" || inProd === false) return [];
    const { url, rev, submodules } = source;
    const { tag, branch, ref } = source;
    const options = Object.fromEntries(Object.entries({ tag, branch, ref }).filter(([, value]) => value !== null));
    return [
      {
        name: app,
        place,
        url,
        rev,
        ref: refOf(options),
        withSubmodules: submodules,
        edit: (hash) => ({
          table: ["package", app],
          values: { git: `{ rev = ${JSON.stringify(rev)}, hash = ${JSON.stringify(hash)} }` },
        }),
        isOutdated: ({ packages }) => (lookUp(packages, app)?.git?.rev ?? rev) !== rev,
      },
    ];
  });
}

/** nixpkgs' importCargoLock fetches crates with their submodules (pkgs/build-support/rust/import-cargo-lock.nix). */
function crates(project: Project): readonly Wanted[] {
  const all = [...projectCrates(project), ...project.natives.flatMap((each) => each.crates)];
  return all.flatMap((crate) =>
    crate.locked.flatMap(({ name, version, source }): Wanted[] => {
      const git = source === null ? undefined : gitSource(source);
      if (git === undefined) return [];
      const { url, rev } = git;
      const key = `${name}-${version}`;
      return [
        {
          name: key,
          place: { file: crate.cargoLock ?? crate.manifest, line: 1, column: 1 },
          url,
          rev,
          ref: null,
          withSubmodules: true,
          edit: (hash) => ({
            table: ["crate", crate.packageName, "outputHashes"],
            values: { [key]: JSON.stringify(hash) },
          }),
          // These have no commit beside them.
          isOutdated: (settings) =>
            Object.keys(lookUp(settings.crates, crate.packageName)?.outputHashes ?? {}).length > 0,
        },
      ];
    }),
  );
}

/** Whether the text says what was put into it. */
async function holds(text: string, edits: readonly TableEdit[]): Promise<boolean> {
  const { parse, TomlError } = await import("smol-toml");
  try {
    const value = parse(text);
    const diagnostics = new Diagnostics();
    checkSettings(value, new SourceFile(SETTINGS_FILE, text), diagnostics);
    return diagnostics.list.length === 0 && edits.every(({ table, values }) => isThere(value, table, values));
  } catch (error) {
    if (error instanceof TomlError) return false;
    throw error;
  }
}

function isThere(value: unknown, path: readonly string[], values: TableEdit["values"]): boolean {
  let at = value;
  for (const key of path) at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
  return Object.keys(values).every((key) => typeof at === "object" && at !== null && Object.hasOwn(at, key));
}
