import { unseenIn } from "../../generate/unseen.ts";
import { relativePath } from "../../model/paths.ts";
import { nodeByteFiles } from "../../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { workTreeOf } from "../../read/git/work-tree.ts";
import { type Cli, say } from "../cli.ts";

/** Before a build: what lies in the project and Nix will not see, with the commands that change that. */
export function sayUnseen(cli: Cli, project: string): void {
  const tree = workTreeOf(project, fs, nodeByteFiles);
  if (tree === undefined) return;
  const { unknown, ignored, submodules, command } = unseenIn(project, tree, fs);
  const shown = (path: string): string => relativePath(project, path);
  if (unknown.length > 0) {
    say(cli, `Nix sees only files that git knows, and not yet: ${unknown.map(shown).join(", ")}`);
    say(cli, `run first: ${command}`);
  }
  for (const { path, by } of ignored) {
    say(cli, `git ignores ${shown(path)} (line ${by.line} of ${shown(by.file)}), so Nix does not see it`);
  }
  for (const path of submodules) {
    say(cli, `${shown(path)} is a Git submodule: Nix sees it with \`nif2nix build '.?submodules=1'\` only`);
  }
}
