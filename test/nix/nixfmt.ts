import { spawnSync } from "node:child_process";
import { withNixFiles } from "./nix.ts";

/**
 * The formatter of RFC 166: `nixfmt` of version 1.0 or later, the crate nixfmt_rs, which scripts/test builds, or what NIF2NIX_NIXFMT names,
 * which then has to be there. Without it these tests only say that they did not run; samples.ts keeps what it made of each rule.
 */
const wanted = process.env["NIF2NIX_NIXFMT"];
const command = wanted ?? "nixfmt";
const version = spawnSync(command, ["--version"], { encoding: "utf8" });

export const hasNixfmt: boolean = wanted !== undefined || /^nixfmt(?: [1-9]|-rs )/.test(version.stdout ?? "");
if (!hasNixfmt) console.warn("nixfmt is not installed: that it leaves our files as they are is not checked");

/** Those of the texts that nixfmt would change or cannot read, with what it says. */
export function unformatted(texts: readonly string[]): readonly string[] {
  return withNixFiles(texts, (files) => {
    const result = spawnSync(command, ["--check", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (result.error !== undefined) throw result.error;
    if (result.status === 0) return [];
    const named = files.flatMap((file, index) => (result.stderr.includes(`${file}:`) ? [texts[index] as string] : []));
    return named.length > 0 ? named : [result.stderr];
  });
}
