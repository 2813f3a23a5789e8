import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Ran, type RunOptions, attempt, run } from "./run.ts";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
const driver = join(repository, "scripts/e2e");

/** A folder in which projects are built: the package set, and Nix called the right way for it. */
export interface Workplace {
  readonly folder: string;
  /** Runs Nix; the caller looks at how it ended. */
  readonly tryNix: (args: readonly string[], options?: RunOptions) => Ran;
  /** Runs Nix, which must succeed: its standard output. */
  readonly nix: (args: readonly string[], options?: RunOptions) => string;
  /** Puts the crates of Cargo.lock files where the builds find them. */
  readonly placeCrates: (locks: readonly string[]) => void;
  /** Puts packages in Hex's format, the files FOLDER/<name>-<version>.tar, where fetchHex finds them by their hash. */
  readonly placeHex: (folder: string) => void;
  /** Puts folders where fetchers find them, by their names and the hash of what is in them. */
  readonly placeTrees: (...folders: readonly string[]) => void;
  /** Puts tarballs of npm packages, all files of FOLDER, where fetchurl finds them by their hash. */
  readonly placeNpm: (folder: string) => void;
  readonly remove: () => void;
}

/**
 * Makes a workplace with scripts/e2e.
 * @param release the release of nixpkgs that the stand-in behaves like.
 */
export function makeWorkplace(release?: "25.11" | "26.05" | "unstable"): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-e2e-"));
  const set = join(folder, "set");
  run(driver, ["prepare", set], release === undefined ? {} : { env: { NIF2NIX_E2E_RELEASE: release } });
  return {
    folder,
    tryNix: (args, options) => attempt(driver, ["nix", set, ...args], options),
    nix: (args, options) => run(driver, ["nix", set, ...args], options),
    placeCrates: (locks) => {
      if (locks.length > 0) run(driver, ["crates", ...locks]);
    },
    placeHex: (packages) => {
      run(driver, ["hex", packages, set]);
    },
    placeTrees: (...folders) => {
      run(driver, ["trees", ...folders]);
    },
    placeNpm: (tarballs) => {
      run(driver, ["npm", tarballs]);
    },
    remove: () => {
      // What comes out of a store cannot be written to, and only root removes it all the same.
      attempt("chmod", ["-R", "u+w", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
