import type { DirectoryEntry } from "../../ports/file-system.ts";
import type { RandomAccess } from "../../ports/random-access.ts";

/** What inspecting needs of the machine. Paths are absolute. */
export interface MachineFiles extends RandomAccess {
  readText(path: string): string | undefined;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  list(path: string): readonly DirectoryEntry[];
  realPath(path: string): string;
}
