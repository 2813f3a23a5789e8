/** A derivation and what was made of it. */
export interface Built {
  readonly derivation: string;
  /** The path in the store of its first output. */
  readonly path: string;
}

/** What `nix build --json` answered -> what was built; empty where that is not understood. */
export function builtOf(json: string): readonly Built[] {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return [];
  }
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((entry: unknown) => {
    const { drvPath, outputs } = (entry ?? {}) as { drvPath?: unknown; outputs?: unknown };
    const path = Object.values((outputs ?? {}) as object)[0] as unknown;
    return typeof drvPath === "string" && typeof path === "string" ? [{ derivation: drvPath, path }] : [];
  });
}
