import type { ToolchainRequest } from "../model/toolchain.ts";
import type { Expr } from "../nix/ast.ts";
import { bind, set, str, strings } from "../nix/build.ts";
import { unless } from "./inputs.ts";

/** What rust-overlay's `fromRustupToolchain` takes; what the file leaves open is left open. */
export function toolchainExpression({ channel, components, targets, profile }: ToolchainRequest): Expr {
  return set([
    bind("channel", str(channel ?? "stable")),
    ...unless(components.length === 0, bind("components", strings(components))),
    ...unless(targets.length === 0, bind("targets", strings(targets))),
    ...(profile === null ? [] : [bind("profile", str(profile))]),
  ]);
}
