/** A file to be written; who owns it decides what happens to one that is already there. */
export interface OutputFile {
  /** Relative to the project, `/` separators. */
  readonly path: string;
  readonly text: string;
  /** "generated": renewed each time; "user": created once, then the user's. */
  readonly ownership: "generated" | "user";
}
