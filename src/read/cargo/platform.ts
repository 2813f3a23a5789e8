import type { RustTarget } from "../../recipes/rust-targets.ts";

/** Deeper than anybody writes; what nests deeper is not looked at. */
const maxDepth = 64;

/**
 * Whether dependencies below `[target.PLATFORM.dependencies]` are for a target: a triple, or an expression of `cfg(...)`, after the
 * crate cargo-platform. What is no such expression counts as holding: cargo would have refused the manifest.
 */
export function platformHolds(platform: string, { triple, cfg }: Pick<RustTarget, "triple" | "cfg">): boolean {
  if (!/^\s*cfg\s*\(/.test(platform)) return platform.trim() === triple;
  const inner = /^\s*cfg\s*\((.*)\)\s*$/s.exec(platform)?.[1] ?? "";
  const tokens = inner.match(/"[^"]*"|[\p{L}\p{N}_]+|[(),=]|\S/gu) ?? [];
  let at = 0;
  const next = (): string | undefined => tokens[at++];
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };

  const list = (depth: number): boolean[] | undefined => {
    const found: boolean[] = [];
    while (!take(")")) {
      const one = expression(depth + 1);
      if (one === undefined) return undefined;
      found.push(one);
      if (!take(",") && tokens[at] !== ")") return undefined;
    }
    return found;
  };
  const expression = (depth: number): boolean | undefined => {
    const name = next();
    if (name === undefined || depth > maxDepth) return undefined;
    if (take("(")) {
      const parts = list(depth);
      if (parts === undefined) return undefined;
      if (name === "all") return parts.every(Boolean);
      if (name === "any") return parts.some(Boolean);
      return name === "not" && parts.length === 1 ? !parts[0] : undefined;
    }
    if (take("=")) return cfg.has(`${name.replace(/^r#/, "")}=${next()}`);
    return name === "true" || cfg.has(name);
  };
  const held = expression(0);
  return held === undefined || at !== tokens.length ? true : held;
}
