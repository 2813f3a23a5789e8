import { counted } from "../../text/counted.ts";
import type { Checked } from "./checked.ts";

/** What of a project decides whether a result matters to it. */
export interface Wants {
  /** There is a flake.nix, or none yet: then `nif2nix init` writes one. */
  readonly flake: boolean;
  /** flake.nix names caches of its own (nixConfig), which Nix takes from users that it trusts alone. */
  readonly ownCaches: boolean;
  /** Crates that are compiled here, the project's own. */
  readonly crates: number;
  /** Builds of native code: crates, Makefiles, dependencies with either. */
  readonly natives: number;
  /** Packages in mix.lock. */
  readonly packages: number;
}

/** A result, and whether it matters for the project. */
export interface Weighed extends Checked {
  readonly matters: boolean;
  /** Why it does, or does not. */
  readonly because: string;
}

type Weight = (wants: Wants) => readonly [matters: boolean, because: string];

/** A row for each result, by its name. */
const weights: Readonly<Record<string, Weight>> = {
  nix: () => [true, "it builds the release"],
  flakes: ({ flake }) =>
    flake
      ? [true, "the release is built from flake.nix"]
      : [false, "the project has no flake.nix: nix/ is called from elsewhere"],
  sandbox: ({ natives }) =>
    natives > 0
      ? [
          true,
          `without it ${counted(natives, "build")} of native code could take libraries and programs of this machine`,
        ]
      : [false, "nothing native is built, which alone looks around on the machine"],
  cache: ({ crates }) => [true, `${crates > 0 ? "Erlang, Elixir and Rust come" : "Erlang and Elixir come"} from it`],
  user: ({ ownCaches }) =>
    ownCaches ? [true, "flake.nix names caches of its own"] : [false, "flake.nix names no cache of its own"],
  git: ({ flake }) => (flake ? [true, "a flake sees only what git knows"] : [false, "the project has no flake.nix"]),
  locks: ({ packages, crates }) =>
    packages + crates > 0
      ? [true, `${counted(packages, "package")} and ${counted(crates, "crate")} are built from exactly what they name`]
      : [false, "the project has no dependencies and no crates"],
  files: () => [true, "the build reads them"],
  inputs: ({ flake, crates }) =>
    flake
      ? [true, `they decide which ${crates > 0 ? "Erlang, Elixir and Rust" : "Erlang and Elixir"} there is`]
      : [false, "the project has no flake.nix"],
  disk: ({ crates }) => [
    true,
    crates > 0
      ? `${counted(crates, "crate")} with all that they depend on are compiled here`
      : "the release is built here",
  ],
};

/** A finding that does not matter for the project is only a note; its advice is kept for those who want it anyway. */
export function weigh(checks: readonly Checked[], wants: Wants): readonly Weighed[] {
  return checks.map((check) => {
    const [matters, because] = weights[check.name]?.(wants) ?? [true, ""];
    return { ...check, state: check.state === "finding" && !matters ? "note" : check.state, matters, because };
  });
}
