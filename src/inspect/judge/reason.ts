import type { CodeName } from "../../diagnostics/codes.ts";

/** Why a library does not load somewhere, or not as it should. */
export interface Reason {
  readonly code: CodeName;
  /** A few words for the verdict's line: GLIBC_2.34 (dlopen, dlsym and 2 more). */
  readonly brief: string;
  /** Fills the words of the code; `policy` is added to it. */
  readonly args: Readonly<Record<string, string>>;
  readonly effect: Effect;
}

/**
 * What comes of it. `refused`: the VM says {error, ...}. `kills`: the VM stops. `wrong`: it loads and does not do what it
 * should. `unknown`: it cannot be told from here.
 */
export type Effect = "refused" | "kills" | "wrong" | "unknown";

export type Outcome = "loads" | "does not load" | "kills the VM" | "loads and answers wrongly" | "unknown";

/** What becomes of a library under one policy. */
export interface Verdict {
  /** The policy's name. */
  readonly policy: string;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** The worst of the effects decides, save that what is refused at once never comes to stop the VM. */
export function verdictOf(policy: string, reasons: readonly Reason[]): Verdict {
  const has = (effect: Effect): boolean => reasons.some((reason) => reason.effect === effect);
  const outcome: Outcome = has("refused")
    ? "does not load"
    : has("kills")
      ? "kills the VM"
      : has("wrong")
        ? "loads and answers wrongly"
        : has("unknown")
          ? "unknown"
          : "loads";
  return { policy, outcome, reasons };
}

/** Whether a policy fails: it does not load there, or not as it should. What cannot be told does not fail. */
export function fails({ outcome }: Verdict): boolean {
  return outcome !== "loads" && outcome !== "unknown";
}

/** "dlopen, dlsym and 2 more" */
export function some(names: readonly string[], shown = 2): string {
  const more = names.length - shown;
  if (more <= 0) return names.join(", ");
  return `${names.slice(0, shown).join(", ")} and ${more} more`;
}
