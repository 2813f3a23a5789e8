/** What Nix calls the systems that releases are built for. */
export const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;
export type System = (typeof systems)[number];

/** Those that a new flake.nix names: nixpkgs has no builds for Macs with Intel processors any more. */
export const flakeSystems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"] as const satisfies readonly System[];
