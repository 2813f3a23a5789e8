import { type Diagnostic, Diagnostics } from "../../../../src/diagnostics/diagnostic.ts";
import type { NodeModules } from "../../../../src/model/assets.ts";
import { readNodeModules } from "../../../../src/read/assets/node/read-node-modules.ts";
import { archiveAt } from "../../../../src/read/sources/archive.ts";

export interface NodeReading {
  readonly modules: NodeModules | undefined;
  readonly found: readonly Diagnostic[];
}

/** Reads the lock of assets/ in a project that holds some files; package.json need not be among them. */
export async function readLocked(
  files: Readonly<Record<string, string>>,
  folders = ["assets"],
  project = "/p",
): Promise<NodeReading> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  const [modules] = await readNodeModules(folders, [], {
    project,
    limit: "/p",
    fs: archiveAt("/p", bytes),
    diagnostics,
  });
  return { modules, found: diagnostics.list };
}

/** A hash of the right form. */
export const hash = `sha512-${"a".repeat(86)}==`;

export const registry = (name: string, version: string): { kind: "tarball"; url: string; hash: string } => ({
  kind: "tarball",
  url: `https://registry.npmjs.org/${name}/-/${name.split("/").at(-1)}-${version}.tgz`,
  hash,
});

/** Where each package lies: path -> name@version. */
export const placesOf = ({ modules }: NodeReading): Record<string, string> =>
  Object.fromEntries(
    (modules?.packages ?? []).flatMap((each) => each.paths.map((path) => [path, `${each.name}@${each.version}`])),
  );
