import type { ReadFileSystem } from "../ports/file-system.ts";
import type { DiagnosticSink } from "./diagnostic.ts";

/** What readers share: where they read, and where they put what they find. */
export interface Scope {
  /** Absolute: the folder of mix.exs that nif2nix runs for. Paths of results, and those shown to people, start here. */
  readonly project: string;
  /** Absolute: nothing outside of it is read, symbolic links resolved. */
  readonly limit: string;
  readonly fs: ReadFileSystem;
  readonly diagnostics: DiagnosticSink;
}
