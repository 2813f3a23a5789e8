import { spawnSync } from "node:child_process";

/**
 * Of some files and folders of a project those that git does not know yet: in a git repository a flake sees no other
 * (Nix manual, "nix flake", path-like syntax). Empty outside of a repository, and where there is no git: Nix then says so.
 * @param project absolute: the folder of flake.nix.
 */
export function unknownToGit(project: string, paths: readonly string[]): readonly string[] {
  const listed = spawnSync("git", ["-c", "core.fsmonitor=false", "ls-files", "-z", "--others", "--", ...paths], {
    cwd: project,
    encoding: "utf8",
  });
  return listed.status === 0 ? listed.stdout.split("\0").filter((path) => path !== "") : [];
}
