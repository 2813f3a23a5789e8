import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planWrites } from "../../src/apply/plan-writes.ts";
import type { WritePlan } from "../../src/apply/write-plan.ts";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { nodeWritePorts } from "../../src/ports/node-write-file-system.ts";

/** Gives an empty project folder to `use`, and removes it and all around it afterwards. */
export function inProject<T>(use: (root: string) => T): T {
  const outer = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-apply-")));
  const root = join(outer, "project");
  mkdirSync(root);
  const clean = (): void => rmSync(outer, { recursive: true });
  let result: T;
  try {
    result = use(root);
  } catch (error) {
    clean();
    throw error;
  }
  if (result instanceof Promise) return result.finally(clean) as T;
  clean();
  return result;
}

export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Everything below a folder: path, kind, permissions, content and time of change of files. */
export function snapshot(root: string, prefix = ""): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of readdirSync(join(root, prefix)).toSorted()) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const found = lstatSync(join(root, path));
    if (found.isSymbolicLink()) out[path] = `link ${readlinkSync(join(root, path))}`;
    else if (found.isDirectory()) Object.assign(out, { [path]: "folder" }, snapshot(root, path));
    else out[path] = `${(found.mode & 0o777).toString(8)} ${readFileSync(join(root, path), "utf8")}`;
  }
  return out;
}

export const version = "0.1.0";

export function planned(root: string, files: readonly OutputFile[], options = { force: false }): WritePlan {
  return planWrites(files, root, nodeWritePorts, { version, ...options });
}

export const generated = (path: string, content: string): OutputFile => ({
  path,
  text: content,
  ownership: "generated",
});
export const owned = (path: string, content: string): OutputFile => ({ path, text: content, ownership: "user" });
export const actions = (plan: WritePlan): Record<string, string> =>
  Object.fromEntries(plan.entries.map(({ path, action }) => [path, action]));
