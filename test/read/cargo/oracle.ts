import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { Diagnostics } from "../../../src/model/diagnostic.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoContext } from "../../../src/read/cargo/context.ts";
import { readCrate } from "../../../src/read/cargo/read-crate.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";

const toml = await loadToml();
export const fixtures = resolve(import.meta.dirname, "../../fixtures/cargo");

/** Reads a crate of a fixture folder: `root` is the project nif2nix runs in, `limit` the repository. */
export function readFixture(limit: string, root: string, crate: string) {
  const diagnostics = new Diagnostics();
  const projectRoot = join(fixtures, root);
  const context = cargoContext({
    fs: nodeFileSystem,
    projectRoot,
    limitRoot: join(fixtures, limit),
    diagnostics,
    toml,
  });
  return { crate: readCrate(context, { crateDir: join(projectRoot, crate) }), findings: diagnostics.list };
}

export function cargo(folder: string, ...args: readonly string[]): string {
  return execFileSync("cargo", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

export interface CargoMetadata {
  readonly workspace_root: string;
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly manifest_path: string;
    readonly rust_version: string | null;
    readonly targets: readonly {
      readonly name: string;
      readonly kind: readonly string[];
      readonly crate_types: readonly string[];
    }[];
  }[];
}

export function cargoMetadata(folder: string, ...args: readonly string[]): CargoMetadata {
  return JSON.parse(cargo(folder, "metadata", "--offline", "--format-version=1", ...args)) as CargoMetadata;
}

/** Copies paths (relative to `projectRoot`) into an empty folder; gives the place of the project there. */
export function copyOnly(limit: string, root: string, paths: readonly string[]): string {
  const target = mkdtempSync(join(tmpdir(), "nif2nix-sources-"));
  const project = join(fixtures, root);
  for (const path of paths) {
    const from = join(project, path);
    const to = join(target, relative(join(fixtures, limit), from));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true });
  }
  return join(target, relative(join(fixtures, limit), project));
}
