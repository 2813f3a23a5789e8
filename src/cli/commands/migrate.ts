import { FatalDiagnostic, asFatal } from "../../diagnostics/diagnostic.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { readRun } from "../../generate/read-run.ts";
import { type Migration, migrationOf } from "../../migrate/migration.ts";
import { pieceKinds } from "../../migrate/piece.ts";
import type { Project } from "../../model/project.ts";
import { nodeFileSystem } from "../../ports/node-file-system.ts";
import { readingLimit } from "../../read/mix/reading-limit.ts";
import { counted } from "../../text/counted.ts";
import { type Cli, print, printText, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";
import { migrationText } from "../results/migration-text.ts";
import { runOf } from "../run-of.ts";

export type MigrateFlags = ScreenFlags & {
  readonly project?: string;
  readonly env?: string;
  readonly format: "text" | "json";
};

/** Says what becomes of a Nix build that was written by hand. Changes nothing. */
export async function migrate(cli: Cli, flags: MigrateFlags): Promise<ExitCode> {
  const run = runOf(cli, { ...flags, offline: true });
  const project = await readRun(run, false).then(
    (reading): Project => reading.project,
    (error: unknown) => {
      // Nix files can be looked at without: a project that cannot be read is for `scan` to tell of.
      if (asFatal(error) instanceof FatalDiagnostic && nodeFileSystem.isDirectory(run.project)) return null;
      throw error;
    },
  );
  const limit = readingLimit(run.project, nodeFileSystem);
  const migration = migrationOf(nodeFileSystem, run.project, limit, project);
  if (flags.format === "json") print(cli, jsonText(documentOf(migration)));
  else printText(cli, migrationText(migration, await loadPainter(cli.colour.out)));
  for (const each of migration.unread) say(cli, `not looked at: ${each}`);
  if (project === null)
    say(
      cli,
      "The Mix project cannot be read, so that crates of NIFs are told by their copies alone; nif2nix scan says why.",
    );
  say(cli, verdict(migration));
  return EXIT.fine;
}

function documentOf({ pieces, settings, files, unread }: Migration): object {
  return {
    schemaVersion: 1,
    files,
    unread,
    settings,
    pieces: pieces.map(({ kind, place, what, settings: edits, byHand }) => ({
      kind,
      ...place,
      what,
      becomes: pieceKinds[kind].becomes,
      then: pieceKinds[kind].then,
      settings: edits,
      byHand,
    })),
  };
}

function verdict({ pieces, files }: Migration): string {
  const looked = `${counted(files.length, "file")} of Nix`;
  if (pieces.length === 0) return `${looked}, and nothing in them that nif2nix has something for.`;
  const hand = pieces.reduce((sum, { byHand }) => sum + byHand.length, 0);
  return `${looked}, ${counted(pieces.length, "piece")}; ${hand === 0 ? "nothing" : hand} to carry over by hand. Nothing was changed; next: nif2nix init, then compare.`;
}
