import { spawn } from "node:child_process";
import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { type Cli, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { projectOf } from "../project-folder.ts";
import type { DepsFlags } from "../routes.ts";
import { sayUnseen } from "../say-unseen.ts";

/** The two features that a flake needs; harmless where they are on already. */
const FLAKES = ["--extra-experimental-features", "nix-command flakes"];

/** Runs `nix build` in the project, with its output as it comes. */
export async function build(cli: Cli, flags: DepsFlags, ...more: readonly string[]): Promise<ExitCode> {
  const project = projectOf(cli, flags.project);
  if (!fs.exists(`${project}/flake.nix`)) {
    throw new FatalDiagnostic("not-initialised", { file: "flake.nix", line: 1, column: 1 }, { file: "flake.nix" });
  }
  sayUnseen(cli, project);
  const status = await run("nix", ["build", ...FLAKES, "--print-build-logs", ...more], project);
  if (status === "missing") {
    say(
      cli,
      "nix is not installed; get it from https://nixos.org/download, or as root on Debian: apt-get install nix-bin",
    );
    return EXIT.nixFailed;
  }
  if (status === "SIGINT") return EXIT.interrupted;
  return status === 0 ? EXIT.fine : EXIT.nixFailed;
}

/** The exit code or signal; "missing" where there is no such program. */
async function run(program: string, args: readonly string[], cwd: string): Promise<number | string> {
  // Ctrl-C reaches Nix by itself; we wait for it to clean up and say how it ended.
  const wait = (): void => {};
  process.on("SIGINT", wait);
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd, stdio: "inherit" });
      child.on("error", (error: NodeJS.ErrnoException) =>
        error.code === "ENOENT" ? resolve("missing") : reject(error),
      );
      child.on("close", (code, signal) => resolve(code === 130 ? "SIGINT" : (code ?? signal ?? 1)));
    });
  } finally {
    process.off("SIGINT", wait);
  }
}
