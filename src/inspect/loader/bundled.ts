import { dirname } from "node:path";
import type { Library } from "../library.ts";
import { expandFolders } from "./folders.ts";
import type { MachineFiles } from "./machine.ts";

/** Libraries that a library needs and that lie where its own place leads ($ORIGIN, @loader_path): they move with it. */
export function bundledLibraries(library: Library, path: string, files: MachineFiles): ReadonlySet<string> {
  const bundled = new Set<string>();
  const origin = dirname(path);
  const relative = (library.runpath.length > 0 ? library.runpath : library.rpath).filter((folder) =>
    /^\$(?:ORIGIN|\{ORIGIN\})|^@loader_path/.test(folder),
  );
  const folders = relative.flatMap((folder) =>
    folder.startsWith("@") ? [folder.replace("@loader_path", origin)] : expandFolders(folder, path),
  );
  for (const { name } of library.needed) {
    const places = name.startsWith("@loader_path/")
      ? [name.replace("@loader_path", origin)]
      : folders.map((folder) => `${folder}/${name.replace(/^@rpath\//, "")}`);
    if (places.some((place) => files.exists(place))) bundled.add(name);
  }
  return bundled;
}
