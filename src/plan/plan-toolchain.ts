import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate } from "../model/crate.ts";
import type { ToolchainRequest } from "../model/toolchain.ts";
import { isUnknown } from "../model/unknown.ts";
import type { CrateSettings } from "../settings/settings.ts";

/** Tools for people: what cargo builds does not depend on them, nor on the parts that every toolchain has. */
const tools: ReadonlySet<string> = new Set([
  "cargo",
  "clippy",
  "clippy-preview",
  "rls",
  "rust-analysis",
  "rust-analyzer",
  "rust-docs",
  "rust-src",
  "rust-std",
  "rustc",
  "rustfmt",
  "rustfmt-preview",
]);

/**
 * The toolchain that a crate is built with; null for the Rust of the package set: where there is no toolchain file, where
 * it asks for stable without a number and nothing that the build could need, and where the settings say so.
 * Reports what nobody can give, what only a nightly compiles while none is asked for, and what moves by itself.
 * @param env of the crate's build.
 */
export function planToolchain(
  crate: Crate,
  env: Readonly<Record<string, unknown>>,
  settings: CrateSettings | undefined,
  diagnostics: DiagnosticSink,
): ToolchainRequest | null {
  const request = requested(crate, settings, diagnostics);
  const nightly = request?.channel?.startsWith("nightly") ?? false;
  if (crate.nightly !== null && !nightly && request !== undefined && env["RUSTC_BOOTSTRAP"] === undefined) {
    const { what, path, place } = crate.nightly;
    const has = request === null ? "no toolchain file asks for one" : `the toolchain is ${request.channel ?? "stable"}`;
    diagnostics.report("nightly-needed", place, { crate: crate.packageName, file: path, what, has });
  }
  if (request === undefined || request === null) return null;
  const { channel } = request;
  if ((channel === "nightly" || channel === "beta") && crate.toolchain !== null) {
    const { place, path } = crate.toolchain;
    diagnostics.report("toolchain-undated", place, { crate: crate.packageName, file: path, channel });
  }
  return request;
}

/** Null = the package set's Rust suffices; undefined = what is asked for cannot be had, which was reported. */
function requested(
  crate: Crate,
  settings: CrateSettings | undefined,
  diagnostics: DiagnosticSink,
): ToolchainRequest | null | undefined {
  const chosen = settings?.toolchain ?? null;
  if (chosen === "nixpkgs") return null;
  if (chosen !== null) return sufficient({ channel: chosen, components: [], targets: [], profile: null });
  if (crate.toolchain === null) return null;
  const { asks, place, path } = crate.toolchain;
  if (!isUnknown(asks)) return sufficient(asks);
  diagnostics.report("toolchain-unknown", place, { crate: crate.packageName, file: path, why: asks.unknown });
  return undefined;
}

function sufficient(request: ToolchainRequest): ToolchainRequest | null {
  const { channel, components, targets } = request;
  const stable = channel === null || channel === "stable";
  if (stable && targets.length === 0 && components.every((each) => tools.has(each))) return null;
  return { ...request, channel: channel ?? "stable" };
}

/** Whether the package set's Rust can take its place: it is a stable release, most often a newer one. */
export function isStable({ channel }: ToolchainRequest): boolean {
  return channel === null || /^(stable|\d+\.\d+(\.\d+)?)$/.test(channel);
}
