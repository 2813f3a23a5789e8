import { spawnSync } from "node:child_process";
import { statfsSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import type { Checked } from "../../build/doctor/checked.ts";
import { fine, finding } from "../../build/doctor/checked.ts";
import {
  cacheCheck,
  flakesCheck,
  nixCheck,
  type NixSettings,
  nixSettings,
  sandboxCheck,
  userCheck,
} from "../../build/doctor/nix-checks.ts";
import { diskCheck, type GitState, gitCheck, inputsCheck, locksCheck } from "../../build/doctor/project-checks.ts";
import { type Wants, weigh } from "../../build/doctor/weigh.ts";
import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { type Generation, generate } from "../../generate/generate.ts";
import { unseenIn } from "../../generate/unseen.ts";
import { relativePath } from "../../model/paths.ts";
import { nodeByteFiles } from "../../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { workTreeOf } from "../../read/git/work-tree.ts";
import { counted } from "../../text/counted.ts";
import { type Cli, print, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";
import { projectOf } from "../project-folder.ts";
import { runOf } from "../run-of.ts";
import { wrapped } from "../screen/wrapped.ts";
import { planFor } from "../write.ts";

export type DoctorFlags = ScreenFlags & { readonly project?: string; readonly format: "text" | "json" };

/** Looks at Nix, the machine and the project: what would keep a build from working. Changes nothing; 1 where there are findings. */
export async function doctor(cli: Cli, flags: DoctorFlags): Promise<ExitCode> {
  const project = projectOf(cli, flags.project);
  const { check, locks, wants } = await projectChecks(cli, project);
  const version = nix(["--version"]);
  const settings = version === undefined ? undefined : settingsOfNix();
  const rows: readonly Checked[] = [
    nixCheck(version?.stdout),
    ...(settings === undefined
      ? []
      : [
          flakesCheck(settings),
          sandboxCheck(settings, process.platform),
          cacheCheck(settings),
          userCheck(settings, userInfo().username, groups()),
        ]),
    gitCheck(gitState(project)),
    ...locks,
    check,
    inputsCheck(fs.readText(`${project}/flake.lock`), Date.now() / 1000),
    diskCheck(room(), wants.crates),
  ];
  const checks = weigh(rows, wants);
  const findings = checks.filter(({ state }) => state === "finding");
  if (flags.format === "json") print(cli, jsonText({ schemaVersion: 1, checks }));
  else {
    const paint = await loadPainter(cli.colour.out);
    const marks = { fine: paint.green("ok"), note: paint.cyan("--"), finding: paint.red("!!") } as const;
    const indent = " ".repeat(12);
    const lines = (text: string): readonly string[] =>
      wrapped(printable(text), (cli.terminal.outColumns ?? Number.POSITIVE_INFINITY) - indent.length - 1);
    const below = (word: string, text: string): void => {
      for (const line of lines(`${word} ${text}`)) print(cli, `${indent}${line.replace(word, paint.cyan(word))}\n`);
    };
    for (const { name, state, found, help, matters, because } of checks) {
      print(cli, `${marks[state]} ${paint.bold(name.padEnd(8))} ${lines(found).join(`\n${indent}`)}\n`);
      if (state !== "fine") below(matters ? "matters:" : "does not matter here:", because);
      if (state === "finding" && help !== undefined) below("help:", help);
    }
    say(
      cli,
      findings.length === 0
        ? "nothing is in the way of a build"
        : `${findings.length} of ${checks.length} in the way of a build, or of others who build`,
    );
  }
  return findings.length === 0 ? EXIT.fine : EXIT.findings;
}

interface ProjectChecks {
  /** Whether the generated files are those of the project. */
  readonly check: Checked;
  /** Whether the locks are; none where the project could not be read. */
  readonly locks: readonly Checked[];
  readonly wants: Wants;
}

async function projectChecks(cli: Cli, project: string): Promise<ProjectChecks> {
  const flakeText = fs.readText(`${project}/flake.nix`);
  const generated = flakeText !== undefined || fs.exists(`${project}/nix/nifs.nix`);
  const flake = flakeText !== undefined || !generated;
  const ownCaches = /\bnixConfig\b/.test(flakeText ?? "");
  const unread = finding("files", "the project cannot be built as it is", "Run `nif2nix check`, which says why.");
  const nowhere = finding("files", "there is no mix.exs here", "Run it in the folder of a Mix project.");
  const generation = await generate(runOf(cli, { project, offline: true })).catch((error: unknown) => {
    if (error instanceof FatalDiagnostic) return error;
    throw error;
  });
  if (generation instanceof FatalDiagnostic)
    return {
      check: generation.diagnostic.code === "not-a-mix-project" ? nowhere : unread,
      locks: [],
      wants: { flake, ownCaches, crates: 0, natives: 0, packages: 0 },
    };
  const { crates, natives, makes, deps, lockFile } = generation.project;
  const wants: Wants = {
    flake,
    ownCaches,
    crates: crates.length,
    natives: crates.length + natives.length + makes.length,
    packages: lockFile === null ? 0 : deps.length,
  };
  const cargoLocks = [...new Set(crates.flatMap(({ cargoLock }) => (cargoLock === null ? [] : [cargoLock])))];
  const locks = locksCheck(
    generation.diagnostics.map(({ code, place }) => ({ code, file: place.file })),
    [...(lockFile === null ? [] : [lockFile]), ...cargoLocks],
  );
  const check = hasErrors(generation.diagnostics) ? unread : filesCheck(generation, project, generated);
  return { check, locks: [locks], wants };
}

function filesCheck({ files, project: { crates } }: Generation, project: string, there: boolean): Checked {
  const generated = files.filter((file) => file.ownership === "generated");
  if (!there) return finding("files", "none are generated yet", "Run `nif2nix init`.");
  const stale = planFor(generated, project, false).entries.filter(
    ({ action }) => action !== "unchanged" && action !== "keep-user",
  );
  const built = crates.length === 0 ? "no crate" : counted(crates.length, "crate");
  return stale.length === 0
    ? fine("files", `${generated.length} generated files are up to date; ${built} of the project's own`)
    : finding("files", `out of date: ${stale.map(({ path }) => path).join(", ")}`, "Run `nif2nix generate`.");
}

/** The names of the user's groups: Nix trusts `@wheel`, too. */
function groups(): readonly string[] {
  const { stdout } = spawnSync("id", ["-Gn"], { encoding: "utf8", timeout: 5000 });
  return (stdout ?? "").trim().split(/\s+/);
}

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Undefined where there is no nix. It is asked for ten seconds at most: a daemon that hangs is no reason to hang. */
function nix(args: readonly string[]): Answer | undefined {
  const { error, stdout, stderr, status } = spawnSync("nix", args, { encoding: "utf8", timeout: 10_000 });
  return (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT"
    ? undefined
    : { stdout: stdout ?? "", stderr: stderr ?? "", status };
}

function settingsOfNix(): NixSettings {
  const ask = (...before: string[]): Answer | undefined => {
    const now = nix([...before, "config", "show", "--json"]);
    return now?.status === 0 || now?.stderr.includes("is disabled") === true
      ? now
      : nix([...before, "show-config", "--json"]);
  };
  const plain = ask();
  if (plain?.status === 0) return nixSettings(plain.stdout, false);
  const off = plain?.stderr.includes("is disabled") === true;
  return nixSettings(ask("--extra-experimental-features", "nix-command")?.stdout ?? "", off);
}

function gitState(project: string): GitState | undefined {
  const tree = workTreeOf(project, fs, nodeByteFiles);
  if (tree === undefined) return undefined;
  const { unknown, ignored, submodules, command } = unseenIn(project, tree, fs);
  const shown = (path: string): string => relativePath(project, path);
  return {
    unknown: unknown.map(shown),
    ignored: ignored.map(({ path }) => shown(path)),
    submodules: submodules.map(shown),
    command,
  };
}

function room(): { readonly store?: number; readonly builds?: number } {
  const free = (folder: string): number | undefined => {
    try {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    } catch {
      return undefined;
    }
  };
  const store = free("/nix/store");
  const builds = free(tmpdir());
  return { ...(store === undefined ? {} : { store }), ...(builds === undefined ? {} : { builds }) };
}
