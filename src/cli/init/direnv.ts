import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { OutputFile } from "../../emit/output-file.ts";

/** Where direnv looks in a folder that one enters. */
export const ENVRC = ".envrc";

/** Its `use flake` enters the shell of `nix develop`; from then on the file is the user's. Source: direnv-stdlib(1). */
export const envrc: OutputFile = {
  path: ENVRC,
  ownership: "user",
  text: "# direnv enters the shell of `nix develop` here, once `direnv allow` was said.\nuse flake\n",
};

/** Whether direnv is on the user's PATH: nobody else is asked about it. */
export function hasDirenv(path: string | undefined): boolean {
  return (path ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, "direnv"), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}
