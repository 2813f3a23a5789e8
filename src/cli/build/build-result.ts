import { basename } from "node:path";
import { type Label, labelText } from "../../build/nix-log/label.ts";
import type { Built } from "../../build/result/built.ts";
import { type Closure, closureOf } from "../../build/result/closure.ts";
import { releaseContents } from "../../build/result/contents.ts";
import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { runProgram } from "../../ports/run-program.ts";
import { megabytes } from "../../text/megabytes.ts";
import { type Cli, say, sayPainted } from "../cli.ts";
import { FLAKES } from "../commands/build.ts";

/** Libraries and programs that are named; of more their number. */
const NAMED = 12;

export interface Result {
  readonly built: readonly Built[];
  readonly project: string;
  /** How long it took, for people. */
  readonly took: string;
  readonly label: (derivation: string) => Label;
}

/** Says what was built, what is in it, and what it brings along. */
export async function sayResult(cli: Cli, { built, project, took, label }: Result, paint: Painter): Promise<void> {
  if (built.length === 0) return say(cli, `built in ${took}`);
  for (const { derivation, path } of built) {
    const link = built.length === 1 && fs.realPath(`${project}/result`) === path ? "result -> " : "";
    sayPainted(
      cli,
      `${paint.green("built")} ${paint.bold(printable(labelText(label(derivation))))} in ${took}: ${link}${printable(path)}`,
    );
    const rows = [...contentsRows(path), ...(await nifRows(path)), ...(await closureRows(path, project))];
    for (const [what, text] of rows) say(cli, `  ${what.padEnd(8)} ${text}`);
  }
}

function contentsRows(path: string): readonly (readonly [string, string])[] {
  const contents = releaseContents(fs, path);
  if (contents === undefined) return [];
  const { programs, applications, erts } = contents;
  const run = erts === undefined ? "without Erlang's run time" : `Erlang's run time ${erts}`;
  return [
    ["programs", named(programs.map((program) => `bin/${program}`))],
    ["holds", `${applications.length} applications, ${run}`],
  ];
}

/** What `nif2nix inspect` says of each library, judged by the BEAM of the release where there is one. */
async function nifRows(path: string): Promise<readonly (readonly [string, string])[]> {
  // It may lie in the store of another machine.
  if (!fs.exists(path)) return [];
  const { inspectPath } = await import("../../inspect/inspect.ts");
  const { nodeMachineFiles } = await import("../../inspect/node-machine-files.ts");
  const { BEAM_POLICY } = await import("../../inspect/policy-names.ts");
  const { libraries, unreadable, beam } = inspectPath(path, path, { files: nodeMachineFiles, policies: [BEAM_POLICY] });
  const rows = libraries.map(({ file, module, verdicts }) => {
    const verdict = verdicts.find(({ policy }) => policy === BEAM_POLICY);
    const why = verdict?.reasons.map(({ brief }) => brief).join(", ") ?? "";
    const said = beam === null || verdict === undefined ? "not judged: the result has no BEAM" : verdict.outcome;
    return `${file.replace(`${path}/`, "")}: ${said}${why === "" ? "" : ` (${why})`}${module === null ? "" : `, for ${module}`}`;
  });
  const unread = unreadable.map(({ file, reason }) => `${file.replace(`${path}/`, "")}: ${reason}`);
  const all = [...rows, ...unread];
  const shown = [
    ...all.slice(0, NAMED),
    ...(all.length > NAMED ? [`and ${all.length - NAMED} more: nif2nix inspect ${path}`] : []),
  ];
  return shown.map((text, at) => [at === 0 ? "NIFs" : "", text]);
}

function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What Nix says that a path in the store needs; undefined where it says nothing. */
export async function closureAt(path: string, cwd: string): Promise<Closure | undefined> {
  const args = ["path-info", ...FLAKES, "--recursive", "--size", "--json", path];
  const { status, stdout } = await runProgram("nix", args, { cwd, takeOutput: true, onLine: () => {} });
  return status === 0 ? closureOf(stdout) : undefined;
}

async function closureRows(path: string, cwd: string): Promise<readonly (readonly [string, string])[]> {
  const closure = await closureAt(path, cwd);
  if (closure === undefined) return [];
  const largest = closure.largest.map(({ name, size }) => `${basename(name)} ${megabytes(size)}`).join(", ");
  return [["closure", `${megabytes(closure.size)} in ${closure.paths} paths: ${largest}`]];
}
