import type { WriteFileSystem } from "../ports/write-file-system.ts";

/**
 * The folder in a project where files are made before they are put in their places. It is there only while something is
 * written, and after a run that was killed; git does not see it.
 */
export const STAGING = ".nif2nix";

/** Names of what a set of writes leaves there. Nothing else is touched: a project may bring such a folder along. */
const ours = /^(?:journal|journal-made|(?:new|old)-\d{1,6})$/;

export interface Staging {
  /** Absolute. */
  readonly folder: string;
  /** The file that says what is to be done. It is there from when every new file is made until all stand in their places. */
  readonly journal: string;
  /** Where the new text of the n-th file is made, and where its old one is kept. */
  fresh(index: number): string;
  kept(index: number): string;
  /** Makes the folder, closed to git. */
  open(): void;
  /** Removes what a set of writes left there. Returns how many files that were. */
  clear(): number;
  /** Removes the folder, unless somebody else has something in it. */
  leave(): void;
}

/** @param project absolute, symbolic links resolved. */
export function stagingIn(project: string, files: WriteFileSystem): Staging {
  const folder = project === "/" ? `/${STAGING}` : `${project}/${STAGING}`;
  const ignore = `${folder}/.gitignore`;
  const workshop = `${folder}/.git`;
  const names = (): readonly string[] => (files.kind(folder) === "folder" ? files.list(folder) : []);
  const open = (): void => {
    if (files.kind(folder) === "missing") tolerating(["EEXIST"], () => files.makeFolder(folder));
    if (files.kind(ignore) === "file" && files.readText(ignore) === everything) return;
    // Where there may be no such folder, or another run tidies up.
    if (!tolerating(["EPERM", "EACCES", "ENOENT"], ignoreAtOnce)) ignoreAsUsual();
  };
  /** Puts .gitignore there in one step: it is made where git never looks, since it would see a half of one. */
  const ignoreAtOnce = (): void => {
    if (files.kind(workshop) === "missing") tolerating(["EEXIST"], () => files.makeFolder(workshop));
    // Whatever else it is, it is not ours, and may lead anywhere.
    if (files.kind(workshop) !== "folder") return ignoreAsUsual();
    const made = `${workshop}/ignore-${Math.random().toString(36).slice(2)}`;
    files.create(made, everything, null);
    files.rename(made, ignore);
    tolerating(absent, () => files.removeFolder(workshop));
  };
  const ignoreAsUsual = (): void => {
    if (files.kind(ignore) !== "missing") tolerating(["ENOENT"], () => files.removeFile(ignore));
    tolerating(["EEXIST"], () => files.create(ignore, everything, null));
  };
  /** Removes what was being made for `ignoreAll`. Returns how many files that were. */
  const sweep = (): number => {
    if (files.kind(workshop) !== "folder") return 0;
    let left: readonly string[] = [];
    tolerating(["ENOENT"], () => {
      left = files.list(workshop).filter((name) => /^ignore-[0-9a-z]+$/.test(name));
      for (const name of left) files.removeFile(`${workshop}/${name}`);
    });
    tolerating(absent, () => files.removeFolder(workshop));
    return left.length;
  };
  return {
    folder,
    journal: `${folder}/journal`,
    fresh: (index) => `${folder}/new-${index}`,
    kept: (index) => `${folder}/old-${index}`,
    open,
    clear() {
      const left = names().filter((name) => ours.test(name) && files.kind(`${folder}/${name}`) !== "folder");
      // What the journal needs goes after it: without it nobody would know what to make of a half of them.
      for (const name of left.toSorted()) files.removeFile(`${folder}/${name}`);
      return left.length + sweep();
    },
    leave() {
      sweep();
      if (names().some((name) => name !== ".gitignore")) return;
      tolerating(["ENOENT"], () => files.removeFile(ignore));
      if (tolerating(absent, () => files.removeFolder(folder))) return;
      // Another run has come meanwhile, and wants it closed to git.
      if (files.kind(folder) === "folder") tolerating(["ENOENT", "EEXIST"], open);
    },
  };
}

const everything = "*\n";

/** Why a folder cannot be removed that is in use, or was removed by another. */
const absent = ["ENOTEMPTY", "EEXIST", "ENOENT"];

/** Whether it went through; false where it failed by one of these codes. */
function tolerating(codes: readonly string[], act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (codes.includes((error as { readonly code?: string }).code ?? "")) return false;
    throw error;
  }
}
