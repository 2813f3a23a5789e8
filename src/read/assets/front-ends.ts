import type { Scope } from "../../diagnostics/scope.ts";
import { joinPath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";

/** A folder with a script `build` of its package.json that writes into priv/static. */
export interface UnbuiltFrontEnd {
  /** Relative to the project. */
  readonly folder: string;
  readonly manager: string;
  /** The script, in package.json. */
  readonly place: Place;
}

const locks: Readonly<Record<string, string>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/** Folders of a Mix project that hold what others made, or nothing of its front end. */
const left: ReadonlySet<string> = new Set([
  "_build",
  "config",
  "deps",
  "lib",
  "node_modules",
  "priv",
  "target",
  "test",
]);

/** Two levels below the Mix project: frontend/, apps/web/. */
const deepest = 2;

/**
 * Front ends of a Mix project: package.json with a lock, a script `build`, and files beside it that name priv/static.
 * @param mixFolder relative to the project.
 */
export function frontEnds(
  mixFolder: string,
  { project, fs }: Pick<Scope, "project" | "fs">,
): readonly UnbuiltFrontEnd[] {
  const found: UnbuiltFrontEnd[] = [];
  const look = (folder: string, depth: number): void => {
    const entries = fs.list(joinPath(project, folder));
    const files = entries.filter(({ directory }) => !directory).map(({ name }) => name);
    const lock = files.find((name) => Object.hasOwn(locks, name));
    const text = lock === undefined ? undefined : fs.readText(joinPath(project, folder, "package.json"));
    const script = text === undefined ? null : /"build"\s*:\s*"/.exec(text);
    const texts = files.filter((name) => isSetting(name)).map((name) => fs.readText(joinPath(project, folder, name)));
    if (lock !== undefined && text !== undefined && script !== null && texts.some((each) => namesStatic(each))) {
      const source = new SourceFile(joinPath(folder, "package.json"), text);
      found.push({ folder, manager: locks[lock] as string, place: source.place(script.index) });
    }
    if (depth === deepest) return;
    for (const { name, directory } of entries)
      if (directory && !name.startsWith(".") && !left.has(name)) look(joinPath(folder, name), depth + 1);
  };
  look(mixFolder, 0);
  return found;
}

const isSetting = (name: string): boolean =>
  /\.(?:[cm]?[jt]s|json|toml|sh)$|^Makefile$/.test(name) && !Object.hasOwn(locks, name);

const namesStatic = (text: string | undefined): boolean =>
  text !== undefined && text.length < 200_000 && /\bpriv\/static\b|["'`]priv["'`]\s*,\s*["'`]static\b/.test(text);
