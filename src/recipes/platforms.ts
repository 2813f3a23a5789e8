import type { Platform } from "../elixir/eval/api.ts";
import type { System } from "../model/systems.ts";

const gnu = (cpu: string, vendor = "unknown"): string => `${cpu}-${vendor}-linux-gnu`;
const musl = (cpu: string): string => `${cpu}-unknown-linux-musl`;

/**
 * What `:erlang.system_info(:system_architecture)` may be, by system: the host that Erlang/OTP's configure was given, or that it found
 * (erlang(3), `system_architecture`; erts/configure.ac). nixpkgs gives `stdenv.hostPlatform.config` (lib/systems/parse.nix), which on
 * Apple's processors begins with `arm64` since 25.05 (NixOS/nix issue 13062), and which some versions of config.sub make `aarch64`; config.guess
 * adds the version of Darwin (erlang/otp issue 4626), and says `pc` on Linux. A release may also be built with musl.
 */
const architectures: Readonly<Record<System, readonly string[]>> = {
  "x86_64-linux": [gnu("x86_64"), gnu("x86_64", "pc"), musl("x86_64")],
  "aarch64-linux": [gnu("aarch64"), musl("aarch64")],
  "x86_64-darwin": ["x86_64-apple-darwin", "x86_64-apple-darwin24.6.0"],
  "aarch64-darwin": [
    "aarch64-apple-darwin",
    "arm64-apple-darwin",
    "aarch64-apple-darwin24.6.0",
    "arm64-apple-darwin24.6.0",
  ],
};

/** What the BEAM of a system may be built for: several where code that asks may be told several things. */
export function platformsOf(system: System): readonly Platform[] {
  const os = system.endsWith("-darwin") ? "darwin" : "linux";
  return architectures[system].map((architecture) => ({ os, architecture }));
}
