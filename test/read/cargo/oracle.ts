import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { Crate } from "../../../src/model/crate.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
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
    project: projectRoot,
    limit: join(fixtures, limit),
    diagnostics,
    toml,
  });
  return { crate: readCrate(context, { crateDir: join(projectRoot, crate) }), findings: diagnostics.list };
}

/** The toolchain files of what is read must not make rustup look for other toolchains. */
const environment = { ...process.env, RUSTUP_TOOLCHAIN: activeToolchain() };

function activeToolchain(): string | undefined {
  try {
    return execFileSync("rustup", ["show", "active-toolchain"], { cwd: "/", encoding: "utf8" }).split(" ")[0];
  } catch {
    return undefined; // cargo without rustup
  }
}

export function cargo(folder: string, ...args: readonly string[]): string {
  return execFileSync("cargo", args, {
    cwd: folder,
    env: args.includes("--unit-graph") ? { ...environment, RUSTC_BOOTSTRAP: "1" } : environment,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
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

/** Copies what a crate is built from (relative to `project`) of a repository into an empty folder; gives the folder. */
export function copyFiles(
  repository: string,
  project: string,
  { sources, standIns, unread }: Pick<Crate, "sources" | "standIns" | "unread">,
): string {
  const target = mkdtempSync(join(tmpdir(), "nif2nix-sources-"));
  const copyOf = (path: string): string => join(target, relative(repository, join(project, path)));
  for (const path of sources) {
    mkdirSync(dirname(copyOf(path)), { recursive: true });
    cpSync(join(project, path), copyOf(path), { recursive: true, verbatimSymlinks: true });
  }
  for (const path of unread) rmSync(copyOf(path), { recursive: true });
  for (const path of standIns) {
    mkdirSync(dirname(copyOf(path)), { recursive: true });
    writeFileSync(copyOf(path), "");
  }
  return target;
}
