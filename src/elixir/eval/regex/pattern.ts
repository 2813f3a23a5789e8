/** A regular expression as a tree. Characters are numbers: code points, or bytes where the expression has no `u`. */
export type Pattern =
  | { readonly is: "one"; readonly test: (character: number) => boolean }
  | { readonly is: "all" | "any"; readonly parts: readonly Pattern[] }
  | { readonly is: "group"; readonly index: number; readonly body: Pattern }
  | {
      readonly is: "repeat";
      readonly body: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly is: "atomic"; readonly body: Pattern }
  | { readonly is: "look"; readonly body: Pattern; readonly negative: boolean }
  | { readonly is: "back"; readonly index: number }
  | { readonly is: "at"; readonly test: (text: readonly number[], position: number) => boolean };

export interface Regex {
  readonly pattern: Pattern;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly unicode: boolean;
}

/** Thrown for what is not followed or is wrong: the caller knows nothing of the expression then. */
export class NotFollowed extends Error {}
