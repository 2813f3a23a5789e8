import type { Severity } from "../model/diagnostic.ts";

/** The words of one kind of diagnostic. `{name}` in message and help is filled from the diagnostic's args. */
export interface Code {
  /** NN and three digits; never given to another meaning once released. Each has a page docs/codes/NNxxx.md. */
  readonly number: `NN${number}`;
  readonly severity: Severity;
  /** One sentence: what is wrong, in the user's terms. */
  readonly message: string;
  /** What to do about it; one or two sentences. */
  readonly help: string;
}
