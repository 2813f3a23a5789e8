import type { OutputFile } from "../emit/output-file.ts";
import { Diagnostics, FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { elixirParser } from "../elixir/parse/grammar.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import type { Parse } from "../elixir/parse/tree.ts";
import { readProject } from "../read/read-project.ts";
import { checkNames } from "../settings/check-names.ts";
import { readSettings } from "../settings/read-settings.ts";
import { type RustBuilder, SETTINGS_FILE, type Settings } from "../settings/settings.ts";
import type { Cli } from "../cli/context.ts";
import { nixHelpers, nodeProgram } from "../cli/resource.ts";
import { nativeSources } from "./native-sources.ts";
import { rootOf } from "../cli/root.ts";
import { type TreeCache, treeCache } from "../cli/tree-cache.ts";
import { checkUserFiles } from "../cli/user-files.ts";

/** What the flags of a command say about the project. */
export interface Asked {
  readonly project?: string;
  readonly env?: string;
  readonly offline: boolean;
  readonly rust?: RustBuilder;
}

export interface Reading {
  /** Absolute, without symbolic links: the folder of mix.exs. */
  readonly root: string;
  readonly settings: Settings;
  readonly project: Project;
  readonly diagnostics: Diagnostics;
}

/**
 * Settings, then the project. Throws FatalDiagnostic where there is none.
 * @param withNatives whether dependencies are looked into, which may need the network.
 */
export async function read(cli: Cli, asked: Asked, withNatives = true): Promise<Reading> {
  const root = projectFolder(cli, asked);
  const trees = treeCache(root, cli.env);
  const reading = trees?.kept && (await readKept(trees, (parse) => readWith(parse, root, cli, asked, withNatives)));
  if (reading !== undefined) return reading;
  const parse = await elixirParser();
  return readWith(trees?.keeping(parse) ?? parse, root, cli, asked, withNatives).finally(() => trees?.save());
}

/** A reading without the parser; undefined where something changed since it was last needed. */
async function readKept(trees: TreeCache, reading: (parse: Parse) => Promise<Reading>): Promise<Reading | undefined> {
  try {
    const read = await reading(trees.kept as Parse);
    if (trees.missed()) return undefined;
    trees.save();
    return read;
  } catch (error) {
    if (trees.missed()) return undefined;
    throw error;
  }
}

async function readWith(parse: Parse, root: string, cli: Cli, asked: Asked, withNatives: boolean): Promise<Reading> {
  const diagnostics = new Diagnostics();
  const settings = withFlags(await readSettings(fs, root, diagnostics), asked);
  const sources = withNatives ? nativeSources(cli, asked.offline, diagnostics) : undefined;
  const project = await readProject({
    root,
    env: settings.env,
    include: settings.include,
    fs,
    parse,
    diagnostics,
    ...(sources === undefined ? {} : { sources }),
  });
  return { root, settings, project, diagnostics };
}

/** The files that belong to a project; what keeps them from being right is among its diagnostics. */
export async function outputOf({ root, project, settings, diagnostics }: Reading): Promise<readonly OutputFile[]> {
  const [{ plan }, { checkPackages }, { render }] = await Promise.all([
    import("../plan/plan.ts"),
    import("../plan/packages.ts"),
    import("../emit/render.ts"),
  ]);
  await checkNames(project, settings, () => fs.readText(`${root}/${SETTINGS_FILE}`), diagnostics);
  checkPackages(project, settings, diagnostics);
  const planned = plan(project, settings, diagnostics);
  checkUserFiles(planned, root, fs, diagnostics);
  return render(planned, nixHelpers(), nodeProgram);
}

/** Throws FatalDiagnostic not-a-mix-project for a folder without mix.exs, before anything is loaded for it. */
function projectFolder(cli: Cli, asked: Asked): string {
  const root = rootOf(cli, asked.project);
  if (fs.exists(`${root}/mix.exs`)) return root;
  const place = { file: `${root}/mix.exs`, line: 1, column: 1 };
  throw new FatalDiagnostic("not-a-mix-project", place, { folder: root, command: cli.argv[0] ?? "scan" });
}

/** A flag wins over nif2nix.toml. */
function withFlags(settings: Settings, asked: Asked): Settings {
  return { ...settings, rust: asked.rust ?? settings.rust, env: asked.env ?? settings.env };
}
