/** What a failure is about; `nif2nix explain` lists them in this order. */
export const TOPICS = {
  precompiled: "Libraries that packages publish (RustlerPrecompiled, elixir_make)",
  rustler: "Rustler in the build",
  loading: "A library that does not load",
  cargo: "cargo and rustc",
  native: "C libraries and tools",
  code: "Code that does not compile",
  mix: "Mix, its dependencies and configuration",
  nix: "Nix",
} as const;

export type Topic = keyof typeof TOPICS;

/**
 * A line that gives a failure away: literal text with holes, `rustc {toolchain:word} is not supported`. Holes are filled with
 * what stands between the literals; see log/template.ts for what a hole accepts.
 */
export interface Sign {
  readonly line: string;
  /** Another text, without holes, in one of the ten lines before or after it. */
  readonly near?: readonly string[];
  /** Texts that mean something else if one stands in the line. */
  readonly unless?: readonly string[];
  /** By default that of the failure. */
  readonly strength?: Strength;
}

/**
 * How much a sign says. `cause`: what stopped the build. `frame`: the words around a cause, which count where no cause is known.
 * `warning`: said, too, where the build goes on; counts where nothing else went wrong afterwards. `kind`: what a compiler says of
 * code, whatever is wrong with it; counts where nothing else does.
 */
export type Strength = "cause" | "frame" | "warning" | "kind";

/** A failure that is known by what it prints. Its page is docs/failures/<name>.md. */
export interface KnownFailure {
  /** Small letters and hyphens; never given to another meaning once released. */
  readonly name: string;
  readonly topic: Topic;
  /** What the log says, as a person would search for it. */
  readonly symptom: string;
  /** What is said above a log in place of the symptom, which is one of many there; the log has its own words. */
  readonly heading?: string;
  readonly strength?: Strength;
  readonly signs: readonly Sign[];
  /** One or two sentences. `{name}` is filled from the holes of the sign that matched. */
  readonly cause: string;
  readonly remedy: string;
  /** Lines to copy, and where they go. */
  readonly paste?: { readonly where: string; readonly lines: readonly string[] };
  /** Cases for which the remedy is another: the first whose sign is in the log takes the place of the texts above. */
  readonly cases?: readonly FailureCase[];
}

export interface FailureCase extends Partial<Pick<KnownFailure, "cause" | "remedy" | "paste">> {
  /** A text in the log, without holes. */
  readonly where: string;
}
