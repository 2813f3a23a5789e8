/** What Nix calls the systems that releases are built for. */
export const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;
export type System = (typeof systems)[number];
