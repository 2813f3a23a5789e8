/** A series of Elixir in nixpkgs. */
export interface ElixirSeries {
  /** "1.18" is elixir_1_18. */
  readonly minor: string;
  /** The newest version that was seen; nixpkgs goes on with the patches. */
  readonly latest: string;
  /** Releases of Erlang/OTP that it works with, both included. */
  readonly otp: readonly [oldest: number, newest: number];
}

/**
 * Erlang/OTP and Elixir that nixpkgs-unstable has, as of September 2026: pkgs/top-level/beam-packages.nix (erlang_NN,
 * latestVersion), pkgs/development/beam-modules/default.nix (elixir_1_NN, elixir), pkgs/development/interpreters/elixir/1.NN.nix
 * (version, minimumOTPVersion, maximumOTPVersion). nixos-26.05 has the same; nixos-25.11 has Erlang 26 to 28 and Elixir 1.15 to 1.19.
 * Newest last.
 */
export const beamVersions = {
  erlang: ["27", "28", "29"],
  defaultErlang: "28",
  elixir: [
    { minor: "1.17", latest: "1.17.3", otp: [25, 27] },
    { minor: "1.18", latest: "1.18.4", otp: [25, 28] },
    { minor: "1.19", latest: "1.19.6", otp: [26, 28] },
    { minor: "1.20", latest: "1.20.4", otp: [27, 29] },
  ],
  defaultElixir: "1.18",
  oldestElixir: "1.15",
} as const satisfies {
  readonly erlang: readonly string[];
  readonly defaultErlang: string;
  readonly elixir: readonly ElixirSeries[];
  readonly defaultElixir: string;
  /** Of the oldest release of nixpkgs that is held to. */
  readonly oldestElixir: string;
};

/** The NIF version of an Erlang/OTP release (erl_nif.h, ERL_NIF_MAJOR_VERSION and ERL_NIF_MINOR_VERSION). */
export const nifVersionOfOtp: Readonly<Record<string, string>> = {
  "24": "2.16",
  "25": "2.16",
  "26": "2.17",
  "27": "2.17",
  "28": "2.17",
  "29": "2.18",
};
