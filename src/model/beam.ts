import type { Place } from "./source.ts";

/** What files of version managers ask for, word for word; null = nothing. */
export interface BeamRequests {
  readonly erlang: BeamRequest | null;
  readonly elixir: BeamRequest | null;
}

export interface BeamRequest {
  /** "27.1.2", "1.17.3-otp-27", "latest", "ref:main". */
  readonly text: string;
  /** The file, as seen from the project's folder, and the line. */
  readonly place: Place;
}

/** "27" of "27", "27.1.2", "ref:OTP-27.1", "latest:27" (asdf), "prefix:27" (mise); undefined where no release is named: "latest", "system". */
export const otpMajor = (text: string): string | undefined =>
  /^(?:ref:|latest:|prefix:)?(?:OTP[-_]|maint-)?(\d+)(?:[.-]|$)/.exec(text)?.[1];

/** "1.17" of "1.17", "v1.17.3", "ref:v1.17.3", "latest:1.17", "1.17.3-otp-27"; undefined where no version is named. */
export const elixirMinor = (text: string): string | undefined =>
  /^(?:ref:|latest:|prefix:)?v?(\d+\.\d+)(?:[.-]|$)/.exec(text)?.[1];

/** "27" of "1.17.3-otp-27": for which Erlang it is compiled. */
export const otpOfElixir = (text: string): string | undefined => /-otp-(\d+)$/.exec(text)?.[1];
