import type { Severity } from "./diagnostic.ts";

/** The words of one kind of diagnostic. `{name}` in message and help is filled from the diagnostic's args. */
export interface Code {
  /** NN and three digits; never given to another meaning once released. Each has a page docs/codes/NNxxx.md. */
  readonly number: `NN${number}`;
  readonly severity: Severity;
  /** One sentence: what is wrong, in the user's terms. */
  readonly message: string;
  /** What to do about it; one or two sentences. */
  readonly help: string;
  /** The words for many that have one cause; without it each is shown on its own. */
  readonly several?: Several;
  /** A command that settles it, where one does: what the last line of a run can say of all findings together. */
  readonly settledBy?: string;
  /** Wants nothing done: it is told when a project is set up or looked at, and not again whenever its files are renewed. */
  readonly toldOnce?: true;
  /** Is of a file or folder, and of no line of it: none is shown. */
  readonly wholeFile?: true;
  /** Says nothing new where there is one of this number for the same `app`. */
  readonly impliedBy?: `NN${number}`;
}

/** Diagnostics of a code that differ in the argument `by` alone, as far as these words tell, are one finding. */
export interface Several {
  readonly by: string;
  /** What `{names}` lists of each; by default the value of `by`. */
  readonly each?: string;
  /** `{names}` stands for the values of `by`, `{count}` for their number. */
  readonly message: string;
  /** By default that of the code. */
  readonly help?: string;
}
