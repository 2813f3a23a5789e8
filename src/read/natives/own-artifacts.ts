import type { Evaluator } from "../../elixir/eval/api.ts";
import type { PublishedArtifacts } from "../../model/natives.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { artifactUrls } from "./artifact-urls.ts";
import { readChecksums } from "./checksums.ts";

/** Whether a module of the project itself takes the library that is published: there is no crate that could be built. */
export function takesArtifact({ macro, manifest, forceBuild }: NifModule): boolean {
  return macro === "RustlerPrecompiled" && manifest === null && forceBuild !== true;
}

/**
 * Hashes and addresses of what the project's own modules download. RustlerPrecompiled reads the checksum file in the folder
 * of the mix.exs that compiles the module (lib/rustler_precompiled.ex, "checksum_file").
 * @param project absolute: the folder that paths of modules start at.
 */
export function ownArtifacts(
  nifs: readonly NifModule[],
  project: string,
  fs: ReadFileSystem,
  evaluatorFor: (nif: NifModule) => Evaluator,
): PublishedArtifacts {
  const found = nifs.filter(takesArtifact).map((nif): PublishedArtifacts => {
    const folder = joinPath(project, nif.project);
    const read = readChecksums({ fs, folder }, nif.module);
    const checksums = read === undefined ? {} : { [nif.module]: read };
    const inFolder = { ...nif, file: relativePath(folder, joinPath(project, nif.file)) };
    return { checksums, artifactUrls: artifactUrls([inFolder], checksums, folder, () => evaluatorFor(nif)) };
  });
  return {
    checksums: Object.assign({}, ...found.map(({ checksums }) => checksums)),
    artifactUrls: Object.assign({}, ...found.map((each) => each.artifactUrls)),
  };
}
