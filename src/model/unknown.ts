/** A value that cannot be known without running the project. `why` is one clause, for a person. */
export interface Unknown {
  readonly unknown: string;
}

/** A fact of the project, or the reason why it is not known. */
export type Known<T> = T | Unknown;

export function unknown(why: string): Unknown {
  return { unknown: why };
}

/** For a value that is known, and not what may stand there: "is not a string". */
export function wrongKind(expected: string): Unknown {
  return unknown(`is not ${expected}`);
}

export function isOfWrongKind({ unknown: why }: Unknown): boolean {
  return /^is not an? /.test(why);
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "unknown" in value;
}

/** The value where it is known, `fallback` where it is not. */
export function knownOr<T, F>(value: Known<T>, fallback: F): T | F {
  return isUnknown(value) ? fallback : value;
}
