import { counted } from "../../text/counted.ts";
import { type Checked, fine, finding, note } from "./checked.ts";

const DAY = 86_400;
/** Days after which an input is old: nixpkgs has a release every half year, and supports each for little longer. */
const OLD = 365;

/**
 * The age of what flake.lock pins.
 * @param lock the text of flake.lock; undefined where there is none.
 * @param now seconds since 1970.
 */
export function inputsCheck(lock: string | undefined, now: number): Checked {
  if (lock === undefined) return note("inputs", "there is no flake.lock yet: `nix build` writes it; commit it");
  const inputs = lockedInputs(lock);
  if (inputs === undefined)
    return finding("inputs", "flake.lock cannot be read", "Let Nix write it anew: nix flake lock.");
  if (inputs.length === 0) return note("inputs", "flake.lock pins nothing");
  const aged = inputs.map(({ name, modified }) => ({ name, days: Math.max(0, Math.floor((now - modified) / DAY)) }));
  const text = aged.map(({ name, days }) => `${name} ${counted(days, "day")} old`).join(", ");
  const old = aged.filter(({ days }) => days > OLD).map(({ name }) => name);
  return old.length === 0
    ? fine("inputs", text)
    : finding(
        "inputs",
        text,
        `Renew what is older than a year: nix flake update (before Nix 2.19: nix flake lock --update-input ${old[0]}).`,
      );
}

/** The inputs that the flake itself names, with the time of their last change; undefined where it is no lock. */
function lockedInputs(lock: string): readonly { readonly name: string; readonly modified: number }[] | undefined {
  try {
    const { nodes, root } = JSON.parse(lock) as { nodes: Record<string, LockNode>; root: string };
    return Object.entries(nodes[root]?.inputs ?? {}).flatMap(([name, node]) => {
      const modified = typeof node === "string" ? nodes[node]?.locked?.lastModified : undefined;
      return typeof modified === "number" && /^[\w.-]{1,100}$/.test(name) ? [{ name, modified }] : [];
    });
  } catch {
    return undefined;
  }
}

interface LockNode {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly locked?: { readonly lastModified?: unknown };
}

const GB = 1e9;

/**
 * Room for the build.
 * @param free bytes where the store lies, and where builds are made, which may be the same disk.
 * @param compiles what is compiled here: crates with all that they depend on need the most.
 */
export function diskCheck(free: { readonly store?: number; readonly builds?: number }, compiles: number): Checked {
  const wanted = (3 + compiles) * GB;
  const rows = [
    ["/nix", free.store],
    ["for builds", free.builds],
  ] as const;
  const known = rows.flatMap(([where, bytes]) => (bytes === undefined ? [] : [{ where, bytes }]));
  if (known.length === 0) return note("disk", "its room is not known");
  const text = known.map(({ where, bytes }) => `${where} ${(bytes / GB).toFixed(1)} GB free`).join(", ");
  const small = known.filter(({ bytes }) => bytes < wanted);
  return small.length === 0
    ? fine("disk", text)
    : finding(
        "disk",
        `${text}; ${crates(compiles)} to compile ${compiles === 1 ? "wants" : "want"} some ${wanted / GB} GB`,
        "Delete what no result uses: nix-collect-garbage.",
      );
}

const crates = (count: number): string => (count === 0 ? "a release" : counted(count, "crate"));

/** What git, and so a flake, does not have of what the build reads; paths as they are shown. */
export interface GitState {
  readonly unknown: readonly string[];
  readonly ignored: readonly string[];
  readonly submodules: readonly string[];
  readonly command: string;
}

/** @param state undefined outside of a repository. */
export function gitCheck(state: GitState | undefined): Checked {
  if (state === undefined) return note("git", "no repository: Nix copies the whole folder, _build and deps included");
  const { unknown, ignored, submodules, command } = state;
  if (unknown.length > 0 || ignored.length > 0) {
    const parts = [
      ...(unknown.length > 0 ? [`does not know ${listed(unknown)}`] : []),
      ...(ignored.length > 0 ? [`ignores ${listed(ignored)}`] : []),
    ];
    return finding(
      "git",
      `${parts.join(", and ")}: Nix does not see that`,
      unknown.length > 0 ? `Run: ${command}` : "Take the line out of .gitignore, or: git add --force FILE.",
    );
  }
  if (submodules.length > 0) return note("git", `${listed(submodules)} is a submodule: nif2nix build '.?submodules=1'`);
  return fine("git", "knows every file that the build reads");
}

function listed(paths: readonly string[]): string {
  return paths.slice(0, 5).join(", ") + (paths.length > 5 ? ` and ${paths.length - 5} more` : "");
}

/** Codes that say that a lock and what it is of do not agree, or that there is none. */
const OF_LOCKS = /^(?:lock-|no-lock-file$|dependency-not-locked$|cargo-lock-|no-cargo-lock)/;

/**
 * Whether mix.lock and every Cargo.lock are those of the files that they are of.
 * @param found codes of a run, with the file of each.
 * @param locks the locks that there are, as they are shown.
 */
export function locksCheck(
  found: readonly { readonly code: string; readonly file: string }[],
  locks: readonly string[],
): Checked {
  const stale = [...new Set(found.flatMap(({ code, file }) => (OF_LOCKS.test(code) ? [`${code} in ${file}`] : [])))];
  if (stale.length > 0)
    return finding("locks", listed(stale), "Run `nif2nix check`, which says of each what renews it.");
  return locks.length === 0
    ? note("locks", "there are none")
    : fine("locks", `${listed(locks)}: of the files that they lock`);
}
