/** A bill of materials, before it is written in somebody's format. */
export interface Bill {
  readonly main: Part;
  readonly parts: readonly Part[];
}

/** One thing of it. What is not known is absent. */
export interface Part {
  /** Unique in the bill: "dependency:jason". */
  readonly ref: string;
  readonly kind: "application" | "library" | "file";
  readonly name: string;
  readonly version?: string | undefined;
  /** What its maintainers are called: the scope of an npm package. */
  readonly group?: string | undefined;
  readonly description?: string | undefined;
  readonly purl?: string | undefined;
  /** Lower-case hex. */
  readonly hashes: readonly (readonly [algorithm: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512", hex: string])[];
  /** As their metadata has them: SPDX, most often; of several each counts. */
  readonly licenses: readonly string[];
  readonly addresses: readonly (readonly [kind: "vcs" | "distribution" | "website", url: string])[];
  /** It is not in what comes out. */
  readonly buildOnly: boolean;
  /** For what no format has a field, a name and a value. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** `ref`s of what it is made of or needs. */
  readonly needs: readonly string[];
  /** What is inside of it. */
  readonly parts: readonly Part[];
}

/** A part of which nothing more is known. */
export const part = (ref: string, kind: Part["kind"], name: string): Part => ({
  ref,
  kind,
  name,
  hashes: [],
  licenses: [],
  addresses: [],
  buildOnly: false,
  properties: [],
  needs: [],
  parts: [],
});
