/** What a lock needs of the machine: to know whether its holder still runs. */
export interface Processes {
  /** This process in a word that no other process has or had, of letters, digits, `.` and `-`; fit for a file's name. */
  self(): string;
  /** Whether the process of such a word runs; undefined where that cannot be told from here, as of another machine or container. */
  isAlive(id: string): boolean | undefined;
  /** Of such a word, for a person. */
  pidOf(id: string): string;
}
