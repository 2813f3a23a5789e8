import type { InitFlags } from "../commands/init.ts";

/** Flags of what only a flake has. */
const ofFlakes = ["outputs", "checks", "direnv"] as const;

/** Which flag of init would do nothing beside the others, in a sentence that says what to do; undefined where each does something. */
export function uselessFlag(flags: Pick<InitFlags, "style" | "src" | (typeof ofFlakes)[number]>): string | undefined {
  if (flags.style !== "nixpkgs") {
    return flags.src === undefined
      ? undefined
      : "--src says where a package of nixpkgs has its sources from: give --style nixpkgs, too, or leave it out";
  }
  const useless = ofFlakes.find((name) => flags[name] !== undefined && flags[name] !== false);
  return (
    useless && `--${useless} is for a flake: leave it out, --style nixpkgs writes a package of nixpkgs without one`
  );
}
