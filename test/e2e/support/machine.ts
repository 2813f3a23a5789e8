import { execFileSync } from "node:child_process";

/** What a build of an example takes from the machine while the stand-in package set is used. */
const programs = ["nix", "git", "cargo", "rustc", "erl", "elixir"];

const standIn = process.env["NIF2NIX_E2E_PKGS"] === undefined;

function missing(): readonly string[] {
  return (standIn ? programs : ["nix", "git"]).filter((program) => {
    try {
      execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * Whether these tests cannot run here; says why. In CI a missing program is a failure of the test, not a reason to skip.
 */
export function cannotBuild(): boolean {
  const absent = missing();
  if (absent.length === 0 || process.env["CI"] !== undefined) return false;
  console.log(`end-to-end tests did not run: ${absent.join(", ")} not installed`);
  return true;
}

/** The stand-in package set is used, not one named by NIF2NIX_E2E_PKGS. */
export const usesStandIn = standIn;
