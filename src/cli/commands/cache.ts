import { cacheFolder, cacheSizes, clearCache } from "../../ports/private-cache.ts";
import { type Cli, printText, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";
import { projectOf } from "../project-folder.ts";

export type CacheFlags = ScreenFlags & { readonly project?: string; readonly clear: boolean };

const what = {
  code: "nif2nix as V8 compiled it",
  trees: "Elixir files as they were parsed",
  tarballs: "sources from Hex, by checksum",
  git: "sources from git, by address",
};

/** Shows what is kept between runs, where, and how much it is; or removes it. */
export async function cache(cli: Cli, { clear, project }: CacheFlags): Promise<ExitCode> {
  const found = cacheFolder(cli.env, [projectOf(cli, project)]);
  if ("unusable" in found) {
    say(cli, `nothing is kept between runs: ${found.unusable}`);
    return clear ? EXIT.usage : EXIT.fine;
  }
  const { folder } = found;
  if (clear) clearCache(folder);
  const rows = cacheSizes(folder).map(
    ({ kind, bytes, entries }) =>
      `${kind.padEnd(9)} ${(bytes / 2 ** 20).toFixed(1).padStart(7)} MiB in ${entries} (${what[kind]})\n`,
  );
  printText(cli, `${folder}\n${rows.join("")}`);
  return EXIT.fine;
}
