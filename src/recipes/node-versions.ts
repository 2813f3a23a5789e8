/**
 * Releases of Node that nixpkgs has as nodejs_NN, as of September 2026: pkgs/development/web/nodejs of nixos-26.05, where those
 * that Node no longer maintains are taken out (https://nodejs.org/en/about/previous-releases). Oldest first.
 */
export const nodeReleases: readonly string[] = ["22", "24", "26"];

/** Names of releases with long-term support: https://github.com/nodejs/Release (CODENAMES.md). */
export const nodeNames: Readonly<Record<string, string>> = {
  argon: "4",
  boron: "6",
  carbon: "8",
  dubnium: "10",
  erbium: "12",
  fermium: "14",
  gallium: "16",
  hydrogen: "18",
  iron: "20",
  jod: "22",
  krypton: "24",
};
