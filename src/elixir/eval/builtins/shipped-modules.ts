import { compareVersions, parseVersion } from "../../version/version.ts";
import type { EvalWorld } from "../api.ts";

/**
 * Modules that code asks for to learn which Erlang/OTP or Elixir runs it, with the first version that has them: `since` in
 * the modules' own documentation.
 */
const since: Readonly<Record<string, { readonly otp: number } | { readonly elixir: string }>> = {
  peer: { otp: 25 },
  json: { otp: 27 },
  "Elixir.PartitionSupervisor": { elixir: "1.14.0-rc.0" },
  "Elixir.Duration": { elixir: "1.17.0-rc.0" },
  "Elixir.JSON": { elixir: "1.18.0-rc.0" },
  "Elixir.JSON.Encoder": { elixir: "1.18.0-rc.0" },
};

/** Whether the Erlang/OTP and Elixir of the build ship a module; undefined where that is not known. */
export function isShipped(
  module: string,
  { otpRelease, elixirVersion }: Pick<EvalWorld, "otpRelease" | "elixirVersion">,
): boolean | undefined {
  const first = since[module];
  if (first === undefined) return undefined;
  if ("otp" in first) return otpRelease === undefined ? undefined : Number(otpRelease) >= first.otp;
  const [there, wanted] = [parseVersion(elixirVersion ?? ""), parseVersion(first.elixir)];
  return there === undefined || wanted === undefined ? undefined : compareVersions(there, wanted) >= 0;
}
