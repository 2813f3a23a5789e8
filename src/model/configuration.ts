/** What the configuration of the chosen environment sets for one application before the release starts. */
export interface AppConfiguration {
  readonly app: string;
  /** As lines of a configuration file; null where not all of it is known or has a text. */
  readonly lines: readonly string[] | null;
  /** Atoms in it: names of applications among them. */
  readonly atoms: readonly string[];
}
