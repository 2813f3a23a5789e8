import type { Lock } from "../../model/lock.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { Candidate } from "./candidates.ts";

/** A dependency's sources as files: in deps/, or unpacked in memory. */
export interface SourceTree {
  readonly fs: ReadFileSystem;
  /** Absolute, in `fs`: the folder of the dependency's mix.exs or rebar.config. */
  readonly root: string;
}

export interface MissingSource {
  /** One clause for a person. */
  readonly missing: string;
}

export interface SourceRequest {
  readonly wanted: readonly Candidate[];
  readonly lock: Lock;
  /** Absolute: where `mix deps.get` leaves sources. */
  readonly depsFolder: string;
}

/** Finds the sources of dependencies; may use the network. Candidates that it has nothing to say of are left out. */
export type SourceProvider = (request: SourceRequest) => Promise<ReadonlyMap<string, SourceTree | MissingSource>>;
