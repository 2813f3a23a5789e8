import { elixirParser } from "../elixir/parse/grammar.ts";
import type { Parse } from "../elixir/parse/tree.ts";
import type { Resource } from "../ports/run-budget.ts";
import type { CheckName, OutputName, RustBuilder, Style } from "../settings/settings.ts";

/** What a run is asked for. What is left out is as nif2nix.toml says, or by default. */
export interface Run {
  /** Absolute, without symbolic links: the folder of mix.exs. */
  readonly project: string;
  /** MIX_ENV; wins over `env` of nif2nix.toml. */
  readonly mixEnv?: string;
  /** Which builder crates get; wins over `rust` of nif2nix.toml. */
  readonly rust?: RustBuilder;
  /** Wins over `style` of nif2nix.toml, which has to have it where there is such a file. */
  readonly style?: Style;
  /** Where a package of nixpkgs has its sources from, for the style of that name: "github:OWNER/REPO/TAG" (docs/outputs.md). */
  readonly src?: string;
  /** What flake.nix offers; beside `outputs` of nif2nix.toml, which has to have them where there is such a file. */
  readonly outputs?: readonly OutputName[];
  /** What flake.nix checks; beside `checks` of nif2nix.toml, likewise. */
  readonly checks?: readonly CheckName[];
  /** Forbids the network: sources of dependencies come from deps/ and Hex's cache alone. */
  readonly offline?: boolean;
  /** Environment variables that say where Hex and its caches are, and how the network is reached; those of the process by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What reading may take, where it is not the usual. */
  readonly budget?: Partial<Readonly<Record<Resource, number>>>;
  /** Told of each source that is fetched, or could not be. */
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Gives a reading its parser; for a program that keeps what it parsed in earlier runs. */
  readonly withParser?: WithParser;
}

export interface FetchProgress {
  /** The dependency. */
  readonly app: string;
  /** "slow": it is under way for some time already, and `bytes` are there. */
  readonly step: "start" | "slow" | "done" | "failed";
  readonly bytes?: number;
  /** How many of `total` are had or given up. */
  readonly finished: number;
  readonly total: number;
}

export type WithParser = <T>(reading: (parse: Parse) => Promise<T>) => Promise<T>;

export const withFreshParser: WithParser = async (reading) => reading(await elixirParser());
