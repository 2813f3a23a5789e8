import type { Place } from "./source.ts";

/** Something that code asks of the machine it runs on, by name, with every place that asks for it. */
export interface Need {
  readonly name: string;
  readonly places: readonly Place[];
}

/** An environment variable; `required` where the code stops without it. */
export interface VariableNeed extends Need {
  readonly required: boolean;
}

/** A variable of the build. */
export interface BuildVariable extends VariableNeed {
  /** What the build has for it, as the settings say; null = not set. */
  readonly value: string | null;
}

/** A program that code calls. */
export interface ProgramNeed extends Need {
  /** The attribute of nixpkgs that has it; null = not known. */
  readonly package: string | null;
}

/** What was read from the code about the machine; names as they are written, others are not known. */
export interface MachineNeeds {
  /** Variables that the configuration, and modules outside of functions, read while the release is built; in a Nix build none is set but by the settings. */
  readonly buildVariables: readonly BuildVariable[];
  /** Variables that config/runtime.exs reads when the release starts. */
  readonly startVariables: readonly VariableNeed[];
  /** Variables that compiled code reads while it runs. */
  readonly variables: readonly VariableNeed[];
  /** Programs that compiled code calls while it runs. */
  readonly programs: readonly ProgramNeed[];
  /** Files that compiled code reads while it runs, by paths that do not depend on the release. */
  readonly files: readonly Need[];
  /** Files and folders that modules read while they are compiled, relative to the project. */
  readonly compileFiles: readonly Need[];
  /** What runs before the first start: functions that migrate databases. */
  readonly migrations: readonly Need[];
  /** Programs that rel/overlays puts into bin/ of the release. */
  readonly overlays: readonly string[];
}
