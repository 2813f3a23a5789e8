import { flakeSystems, type System } from "../model/systems.ts";

/** A system that Nix builds for, and what Rust calls it. */
export interface RustTarget {
  /** As published libraries of Rust have it in their names. */
  readonly triple: string;
  /** As elixir_make has it in names of artifacts. */
  readonly artifact: string;
  /** What holds in `cfg(...)`: `unix`, `target_os="linux"`. */
  readonly cfg: ReadonlySet<string>;
}

/** What `rustc --print cfg --target TRIPLE` prints (1.95), but for features of processors that come with newer compilers. */
export const rustTargets: Readonly<Record<System, RustTarget>> = {
  "x86_64-linux": target("x86_64", "unknown-linux-gnu", ["fxsr", "sse", "sse2"]),
  "aarch64-linux": target("aarch64", "unknown-linux-gnu", ["neon"]),
  "x86_64-darwin": target("x86_64", "apple-darwin", ["cmpxchg16b", "fxsr", "sse", "sse2", "sse3", "sse4.1", "ssse3"]),
  "aarch64-darwin": target("aarch64", "apple-darwin", ["aes", "crc", "lse", "neon", "rdm", "sha2", "sha3"]),
};

function target(arch: string, system: "unknown-linux-gnu" | "apple-darwin", features: readonly string[]): RustTarget {
  const linux = system === "unknown-linux-gnu";
  const wide = arch === "aarch64" || !linux ? ["128"] : [];
  return {
    triple: `${arch}-${system}`,
    artifact: linux ? `${arch}-linux-gnu` : `${arch}-apple-darwin`,
    cfg: new Set([
      "debug_assertions",
      "unix",
      'panic="unwind"',
      'target_abi=""',
      `target_arch="${arch}"`,
      'target_endian="little"',
      `target_env="${linux ? "gnu" : ""}"`,
      'target_family="unix"',
      `target_os="${linux ? "linux" : "macos"}"`,
      'target_pointer_width="64"',
      `target_vendor="${linux ? "unknown" : "apple"}"`,
      ...features.map((name) => `target_feature="${name}"`),
      ...[...wide, "16", "32", "64", "8", "ptr"].map((size) => `target_has_atomic="${size}"`),
    ]),
  };
}

/** What a release can be built for: a system with the C library that BEAMs have there, or with musl. */
export interface ReleaseTarget extends Pick<RustTarget, "triple" | "artifact"> {
  readonly system: System;
  readonly libc: "own" | "musl";
}

/** Those of the systems that a new flake names. */
export const releaseTargets: readonly ReleaseTarget[] = flakeSystems.flatMap((system): readonly ReleaseTarget[] => {
  const { triple, artifact } = rustTargets[system];
  const own = { triple, artifact, system, libc: "own" } as const;
  const musl = (name: string): string => name.replace(/gnu$/, "musl");
  return system.endsWith("-linux")
    ? [own, { triple: musl(triple), artifact: musl(artifact), system, libc: "musl" }]
    : [own];
});

/** What a target of rustc is to the releases of a flake, whose BEAMs the library has to fit. */
export type TargetFit =
  | { readonly kind: "fits"; readonly system: System; readonly libc: "own" | "musl" }
  /** Another operating system, another processor, or of the right ones a C library or an ABI that no BEAM has. */
  | { readonly kind: "system" }
  | { readonly kind: "processor"; readonly instead: readonly System[] }
  | { readonly kind: "library"; readonly instead: readonly string[] }
  /** A file that describes a target. */
  | { readonly kind: "file" };

/**
 * @param target a name of `rustc --print target-list`, or what somebody takes for one; null for the machine that builds, which
 *   cargo calls "host-tuple".
 */
export function fitOf(target: string): TargetFit | null {
  if (target === "host-tuple") return null;
  if (target.endsWith(".json")) return { kind: "file" };
  const found = releaseTargets.find(({ triple }) => triple === target);
  if (found !== undefined) return { kind: "fits", system: found.system, libc: found.libc };
  const words = target.split("-");
  const [cpu] = words;
  const last = words.at(-1) ?? "";
  const kernel = words.includes("linux") && !last.startsWith("android") ? "linux" : last === "darwin" ? "darwin" : null;
  if (kernel === null) return { kind: "system" };
  const instead = releaseTargets.filter(({ system }) => system === `${cpu}-${kernel}`).map(({ triple }) => triple);
  if (instead.length > 0) return { kind: "library", instead };
  return { kind: "processor", instead: flakeSystems.filter((system) => system.endsWith(`-${kernel}`)) };
}
