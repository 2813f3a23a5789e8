import type { OwnMake } from "../../../model/make.ts";
import { isUnknown } from "../../../model/unknown.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import type { LoadedProject } from "../../mix/loaded-project.ts";

/** What elixir_make builds in the project itself, in its umbrella's applications and in its path dependencies. */
export async function ownMakes(projects: readonly LoadedProject[], fs: ReadFileSystem): Promise<readonly OwnMake[]> {
  const makes = projects.filter(({ mix: { compilers } }) => !isUnknown(compilers) && compilers.includes("elixir_make"));
  if (makes.length === 0) return [];
  const [{ readMake }, { readPublication }] = await Promise.all([
    import("./read-make.ts"),
    import("./read-publication.ts"),
  ]);
  return makes.flatMap(({ folder, config, mix: { app, place } }) =>
    typeof app === "string"
      ? [{ app, place, make: readMake(config, { fs, folder }), published: readPublication(config) }]
      : [],
  );
}
