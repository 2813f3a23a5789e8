/** What was looked at on the machine or in the project, and what it means for the project's build. */
export interface Checked {
  readonly name: string;
  /** `note`: good to know, nothing to do. */
  readonly state: "fine" | "note" | "finding";
  readonly found: string;
  /** What to do; of findings. */
  readonly help?: string;
}

export const fine = (name: string, found: string): Checked => ({ name, state: "fine", found });
export const note = (name: string, found: string): Checked => ({ name, state: "note", found });
export const finding = (name: string, found: string, help: string): Checked => ({
  name,
  state: "finding",
  found,
  help,
});
