import { spawnSync } from "node:child_process";

/** What a build of an example takes from the machine while the stand-in package set is used. */
const programs = ["nix", "git", "cargo", "rustc", "cc", "patchelf", "erl", "elixir"];

const standIn = process.env["NIF2NIX_E2E_PKGS"] === undefined;

/**
 * Whether these tests cannot run here; says which programs are missing. In CI that is a failure of the test, not a reason to
 * skip, and is said before anything is built.
 * @param besides programs that the builds of this test take from the machine besides, by way of the stand-in package set.
 */
export function cannotBuild(...besides: readonly string[]): boolean {
  return lacks(standIn ? [...programs, ...besides] : ["nix", "git"]);
}

/** The same for tests that build without Nix, of which one machine is enough: they do not run where a real package set is tried. */
export function cannotRun(...needed: readonly string[]): boolean {
  return !standIn || lacks(needed);
}

function lacks(needed: readonly string[]): boolean {
  const absent = needed.filter((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);
  if (absent.length === 0) return false;
  const problem = `not installed: ${absent.join(", ")} (scripts/test installs what its tests need)`;
  if (process.env["CI"] !== undefined) throw new Error(problem);
  console.log(`end-to-end tests did not run, ${problem}`);
  return true;
}

/** The stand-in package set is used, not one named by NIF2NIX_E2E_PKGS. */
export const usesStandIn = standIn;
