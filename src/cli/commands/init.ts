import { type WritePlan, changes } from "../../apply/write-plan.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { type Painter, loadPainter } from "../../diagnostics/painter.ts";
import { type Generation, generate } from "../../generate/generate.ts";
import type { Run } from "../../generate/run.ts";
import { knownOr } from "../../model/unknown.ts";
import { needsCrane } from "../../plan/build-plan.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";
import { SETTINGS_FILE, type OutputName, type CheckName, type Style } from "../../settings/settings.ts";
import { groupBy } from "../../text/group-by.ts";
import { type Cli, say, sayPainted } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { WriteFlags } from "../flags.ts";
import { whyNot, workflow } from "../init/ci.ts";
import { ENVRC, envrc, hasDirenv } from "../init/direnv.ts";
import { uselessFlag } from "../init/flags-together.ts";
import type { CiForge } from "../init/forges.ts";
import { generatedAttributes } from "../init/generated-attributes.ts";
import { nextSteps } from "../init/next-steps.ts";
import { type Row, scanLine, scanText } from "../results/scan-text.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { tally, verdict } from "../screen/verdict.ts";
import { settled } from "../settled.ts";
import { NOTHING_WRITTEN, planFor, write } from "../write.ts";

export type InitFlags = WriteFlags & {
  readonly yes: boolean;
  readonly direnv: boolean;
  readonly ci?: CiForge;
  readonly outputs?: readonly OutputName[];
  readonly checks?: readonly CheckName[];
  readonly style?: Style;
  readonly src?: string;
};

/** Asks what else is wanted, says what was found, asks whether to write it, writes everything, and ends with the next two commands. */
export async function init(cli: Cli, flags: InitFlags): Promise<ExitCode> {
  const useless = uselessFlag(flags);
  if (useless !== undefined) {
    say(cli, useless);
    return EXIT.usage;
  }
  const run = runOf(cli, flags);
  const earlier = await settled(cli, flags, run.project);
  const asks = cli.interactive && !flags.yes;
  const generation = await withWishes(cli, flags, run, await generate(run));
  const { files } = generation;
  const why = flags.ci === undefined ? undefined : whyNot(run.project, generation.settings.style, fs);
  const refused = why === undefined ? [] : [refusal(run.project, flags.ci ?? "", why)];
  const list = [...earlier, ...generation.diagnostics, ...refused];
  const paint = await loadPainter(cli.colour.err);
  if (hasErrors(list)) {
    if (flags.format === "text") sayPainted(cli, scanText(generation.project, generation.plan, paint));
    await show(cli, flags.format, list, run.project);
    if (flags.format === "text") say(cli, verdict(list, NOTHING_WRITTEN));
    return EXIT.usage;
  }
  const asked = flags.ci === undefined ? files : [...files, workflow(flags.ci, generation.settings.outputs)];
  let wished = flags.direnv ? [...asked, envrc] : asked;
  const planned = (): WritePlan => planFor(wished, run.project, flags.force);
  if (flags.format === "text")
    sayPainted(
      cli,
      scanText(generation.project, generation.plan, paint) + choices(generation, flags, planned(), paint),
    );
  const lacksEnvrc = flags.style !== "nixpkgs" && !flags.direnv && !fs.exists(`${run.project}/${ENVRC}`);
  const wanted =
    asks &&
    lacksEnvrc &&
    hasDirenv(cli.env["PATH"]) &&
    (await (await import("../screen/confirm.ts")).confirm(`direnv is installed. Write ${ENVRC} too?`));
  if (wanted) wished = [...asked, envrc];
  const plan = planned();
  const ask = async (): Promise<boolean> =>
    !asks || (await import("../screen/confirm.ts")).confirm(question(list, plan));
  const { code, done } = await write(cli, flags, planned, list, ask);
  if (done && flags.format === "text") {
    const inGit = repositoryOf(run.project, fs) !== undefined;
    const hasDefaultNix = fs.exists(`${run.project}/default.nix`);
    const attributes = fs.readText(`${run.project}/.gitattributes`)?.includes("linguist-generated")
      ? []
      : generatedAttributes(files);
    const submodules = list.some(({ code }) => code === "in-submodule");
    const situation = {
      plan,
      crane: needsCrane(generation.plan),
      inGit,
      machine: generation.project.machine,
      configProviders: [
        ...new Set(
          knownOr(generation.project.mix.releases, []).flatMap(({ configProviders }) => knownOr(configProviders, [])),
        ),
      ],
      keys: keysOf(generation.plan),
      path: generation.settings.run.path,
      submodules,
      hasDefaultNix,
      attributes,
      offersDirenv: lacksEnvrc && !wanted,
    };
    sayPainted(cli, nextSteps({ ...situation, add: generation.unseen }, paint));
  }
  return code;
}

/** The keys of private repositories, each with the packages that are fetched with it. */
function keysOf({
  deps,
}: Generation["plan"]): readonly { readonly variable: string; readonly apps: readonly string[] }[] {
  const fetched = deps.flatMap(({ app, source }) =>
    source?.kind === "hex" && source.repository !== null ? [{ app, variable: source.repository.keyVariable }] : [],
  );
  const byKey = groupBy(fetched, ({ variable }) => variable);
  return [...byKey].map(([variable, of]) => ({ variable, apps: of.map(({ app }) => app) }));
}

/** A person who begins is asked what else is wanted, unless the flags or settings say it already, or there is an error to mend first. */
async function withWishes(cli: Cli, flags: InitFlags, run: Run, first: Generation): Promise<Generation> {
  const asked = [flags.outputs, flags.checks, flags.ci].some((flag) => flag !== undefined);
  const there = ["flake.nix", SETTINGS_FILE].some((file) => fs.exists(`${run.project}/${file}`));
  const isAsked = cli.interactive && !flags.yes && !flags.dryRun && flags.format === "text";
  if (!isAsked || asked || there || first.settings.style !== "flake" || hasErrors(first.diagnostics)) return first;
  const wishes = await (await import("../init/wishes.ts")).askWishes(cli);
  return wishes.outputs.length + wishes.checks.length === 0 ? first : generate({ ...run, ...wishes });
}

/** Of a workflow, at the start of mix.exs: a flag has no place. */
const refusal = (project: string, forge: string, why: string): Diagnostic => ({
  code: "workflow-not-written",
  place: { file: `${project}/mix.exs`, line: 1, column: 1 },
  args: { forge, why },
});

/** Findings may have pushed the summary away. */
function question(list: Generation["diagnostics"], plan: WritePlan): string {
  const count = changes(plan).length;
  const found = tally(list);
  return `${found === "" ? "" : `${found}. `}Write ${count === 1 ? "this file" : `these ${count} files`}?`;
}

/** What was decided, in the form of the scan: `value (why)`. */
function choices(
  { settings, plan: { beam, crates } }: Generation,
  flags: InitFlags,
  plan: WritePlan,
  paint: Painter,
): string {
  const other = settings.rust === "crane" ? "rustPlatform" : "crane";
  const why = flags.rust ? "--rust" : `or --rust ${other}, or nif2nix.toml`;
  const files = changes(plan).map(({ path }) => path);
  // Each is named where it is written.
  const inNix = files.filter((path) => path.startsWith("nix/") && path !== "nix/package.nix");
  const named = files.filter((path) => !inNix.includes(path));
  const listed = [...named, ...(inNix.length === 0 ? [] : [`${inNix.length} in nix/`])].join(", ");
  const renewed = changes(plan).filter(({ action }) => action === "update").length;
  const rust: Row =
    settings.style === "nixpkgs" ? ["rust", "rustPlatform", "nixpkgs has no crane"] : ["rust", settings.rust, why];
  const rows: readonly Row[] = [
    ["erlang", beam.erlang ?? "the default of nixpkgs", beam.erlangWhy],
    ["elixir", beam.elixir ?? "the default of nixpkgs", beam.elixirWhy],
    ...(crates.length === 0 ? [] : [rust]),
    ["MIX_ENV", settings.mixEnv, flags.env ? "--env" : "or --env"],
    [
      "files",
      files.length === 0 ? "nothing to write" : listed,
      files.length === 0 ? "all are there" : renewed === 0 ? "new" : `${renewed} of them renewed`,
    ],
  ];
  return rows.map((row) => scanLine(row, paint)).join("");
}
