/** What one crate of a plan is built from. */
export interface CratesOfNif {
  /** `id` of the crate itself. */
  readonly own: number;
  readonly crates: readonly LinkedCrate[];
  /** Those of which no manifest could be had: all that the lock lists for them counts as needed. */
  readonly unread: readonly UnreadCrate[];
}

export interface LinkedCrate {
  /** Its place in the lock. */
  readonly id: number;
  readonly name: string;
  readonly version: string;
  /** As Cargo.lock has it; null for a folder. */
  readonly source: string | null;
  /** SHA-256 of what the registry has, in lower-case hex. */
  readonly checksum: string | null;
  /** As its manifest has it. */
  readonly license: string | null;
  readonly features: readonly string[];
  /** Its code is in the library; otherwise it runs while others are built. */
  readonly linked: boolean;
  /** False where nobody can tell without a manifest that could not be had. */
  readonly certain: boolean;
  /** `id`s. */
  readonly dependencies: readonly number[];
}

export interface UnreadCrate {
  readonly name: string;
  readonly version: string;
  /** One clause, for a person. */
  readonly why: string;
}
