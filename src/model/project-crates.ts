import type { Crate } from "./crate.ts";
import type { Project } from "./project.ts";

/** The project's own crates: those of its NIFs, and those whose programs compilers of it have cargo build. */
export function projectCrates({ crates, programs }: Pick<Project, "crates" | "programs">): readonly Crate[] {
  return [...crates, ...programs.map(({ crate }) => crate)];
}
