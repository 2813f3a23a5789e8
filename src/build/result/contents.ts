import type { ReadFileSystem } from "../../ports/file-system.ts";

/** What a built release holds. */
export interface ReleaseContents {
  /** Names in bin/, without what is only for Windows. */
  readonly programs: readonly string[];
  /** Folders in lib/. */
  readonly applications: readonly string[];
  /** The version of Erlang's run time, where the release brings it. */
  readonly erts?: string;
}

/** What lies in a folder of a release; undefined where it has no releases/ and no lib/. */
export function releaseContents(fs: ReadFileSystem, folder: string): ReleaseContents | undefined {
  if (!fs.isDirectory(`${folder}/releases`) || !fs.isDirectory(`${folder}/lib`)) return undefined;
  const folders = (path: string): readonly string[] =>
    fs.list(path).flatMap(({ name, directory }) => (directory ? [name] : []));
  const applications = folders(`${folder}/lib`);
  const erts = folders(folder).find((name) => name.startsWith("erts-"));
  return {
    programs: fs
      .list(`${folder}/bin`)
      .flatMap(({ name }) => (name.endsWith(".bat") || name.startsWith(".") ? [] : [name])),
    applications,
    ...(erts === undefined ? {} : { erts: erts.slice(5) }),
  };
}
