import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { runProgram } from "../../ports/run-program.ts";
import { flakeFolder } from "../build/flake-folder.ts";
import { sayUnseen } from "../build/say-unseen.ts";
import { type Cli, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { EMPTY, type ScreenFlags } from "../flags.ts";
import { projectOf } from "../project-folder.ts";

export type BuildFlags = ScreenFlags & { readonly project?: string; readonly rawLog: boolean };

/** The two features that a flake needs; harmless where they are on already. */
export const FLAKES = ["--extra-experimental-features", "nix-command flakes"];

/**
 * Runs `nix build` in the project: shows what builds, says why it failed, or what came out. With --raw-log everything is as Nix
 * prints it.
 */
export async function build(cli: Cli, flags: BuildFlags, ...more: readonly string[]): Promise<ExitCode> {
  // Of what is Nix's own a value may be empty, and stricli does not tell which that is.
  if (more[0]?.trim() === "") {
    say(cli, `ATTRIBUTE: ${EMPTY}`);
    return EXIT.usage;
  }
  const asked = projectOf(cli, flags.project);
  const project = flakeFolder(asked);
  if (project === undefined) {
    throw new FatalDiagnostic("not-initialised", { file: "flake.nix", line: 1, column: 1 }, { file: "flake.nix" });
  }
  if (project !== asked) say(cli, `flake.nix is in ${project}`);
  sayUnseen(cli, project);
  const args = ["build", ...FLAKES, ...installables(more)];
  // What prints something itself is left to.
  const own = more.some((arg) => ["--json", "--print-out-paths", "--dry-run", "--log-format"].includes(arg));
  if (flags.rawLog || own) {
    const { status, interrupted } = await runProgram("nix", [...args, "--print-build-logs"], { cwd: project });
    return exitOf(cli, status, interrupted);
  }
  const { watchedBuild } = await import("../build/watched-build.ts");
  const paint = await loadPainter(cli.colour.err);
  const { status, interrupted, report } = await watchedBuild(cli, args, project, paint);
  const exit = exitOf(cli, status, interrupted);
  if (status !== "missing" && exit !== EXIT.interrupted) await report();
  return exit;
}

/** `my_client` is an attribute of the project's flake; all else is Nix's own. */
function installables([first, ...rest]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [/^[A-Za-z_][A-Za-z0-9_.'-]*$/.test(first) ? `.#${first}` : first, ...rest];
}

function exitOf(cli: Cli, status: number | "missing", interrupted: boolean): ExitCode {
  if (status === "missing") {
    say(
      cli,
      "nix is not installed; get it from https://nixos.org/download, or as root on Debian: apt-get install nix-bin",
    );
    return EXIT.nixFailed;
  }
  if (interrupted && status !== 0) return EXIT.interrupted;
  return status === 0 ? EXIT.fine : EXIT.nixFailed;
}
