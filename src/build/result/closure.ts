/** What a result brings along: itself and all that it names. */
export interface Closure {
  /** Bytes. */
  readonly size: number;
  readonly paths: number;
  /** The largest, first. */
  readonly largest: readonly { readonly name: string; readonly size: number }[];
}

/**
 * What `nix path-info --recursive --size --json` answered -> the closure; undefined where it is not understood. Up to Nix 2.18
 * it is a list of `{path, narSize}`, later an object by path.
 */
export function closureOf(json: string, largest = 4): Closure | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof answer !== "object" || answer === null) return undefined;
  const entries = Array.isArray(answer)
    ? answer.map((info: unknown) => [(info as { path?: unknown } | null)?.path, info] as const)
    : Object.entries(answer);
  const paths = entries.flatMap(([path, info]) => {
    const size = (info as { narSize?: unknown } | null)?.narSize;
    return typeof path === "string" && typeof size === "number" ? [{ name: nameOf(path), size }] : [];
  });
  if (paths.length === 0) return undefined;
  return {
    size: paths.reduce((sum, { size }) => sum + size, 0),
    paths: paths.length,
    largest: paths.toSorted((one, other) => other.size - one.size).slice(0, largest),
  };
}

/** /nix/store/<hash>-<name> -> its name. */
function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/^[a-z0-9]{32}-/, "");
}
