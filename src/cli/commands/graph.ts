import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { readRun } from "../../generate/read-run.ts";
import { graphOf } from "../../graph/graph-of-plan.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Rebuilt } from "../../graph/render/document.ts";
import { joinPath } from "../../model/paths.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import { plan as planOf } from "../../plan/plan.ts";
import { nodeFileSystem } from "../../ports/node-file-system.ts";
import { resource } from "../../ports/resource.ts";
import { type Cli, print, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ReadFlags } from "../flags.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { verdict } from "../screen/verdict.ts";

export type GraphFlags = ReadFlags & {
  readonly format: "svg" | "html" | "dot" | "mermaid" | "json";
  readonly changed?: readonly string[];
  readonly closure?: string;
};

/** Prints what the release is built from, as a picture or as data. What could be read is shown even where there are errors. */
export async function graph(cli: Cli, flags: GraphFlags): Promise<ExitCode> {
  const run = runOf(cli, flags);
  const { project, settings, diagnostics } = await readRun(run);
  const plan = planOf(project, settings, new Diagnostics());
  const bare = graphOf(project, plan);
  const made = flags.closure === undefined ? bare : await sized(bare, plan, resolve(cli.cwd, flags.closure));
  if (made === undefined) {
    say(
      cli,
      `${flags.closure} is no release: it has no releases/ and no lib/. Build one by nix build, and give its result.`,
    );
    return EXIT.usage;
  }
  const changes = flags.changed?.map((change) => fromProject(change, cli.cwd, project.folder));
  const rebuilt =
    changes === undefined ? null : (await import("../../graph/changed.ts")).rebuiltBy(made, plan, changes);
  for (const name of unknownChanges(flags.changed ?? [], cli.cwd, made))
    say(
      cli,
      `${name} is no file or folder, no dependency and no crate: it is shown as a file that was removed or will be made`,
    );
  print(cli, await rendered[flags.format](made, rebuilt));
  await show(cli, "text", diagnostics.list, project.folder);
  const read = hasErrors(diagnostics.list) ? "what could be read is shown" : `${made.nodes.length} parts`;
  const again = rebuilt === null ? "" : `, ${rebuilt.length} of them built again`;
  say(cli, verdict(diagnostics.list, `${read}${again}`));
  return hasErrors(diagnostics.list) ? EXIT.usage : EXIT.fine;
}

/** With the sizes in a built release; undefined where there is none. */
async function sized(bare: Graph, plan: BuildPlan, path: string): Promise<Graph | undefined> {
  const [{ withSizes }, { releaseContents }, { closureAt }, { bytesBelow }] = await Promise.all([
    import("../../graph/sizes.ts"),
    import("../../build/result/contents.ts"),
    import("../build/build-result.ts"),
    import("../../ports/bytes-below.ts"),
  ]);
  const folder = nodeFileSystem.realPath(path);
  const contents = releaseContents(nodeFileSystem, folder);
  if (contents === undefined) return undefined;
  const closure = (await closureAt(folder, folder)) ?? null;
  return withSizes(bare, plan, {
    applications: contents.applications,
    bytesOf: (below) => bytesBelow(joinPath(folder, below)),
    closure,
  });
}

/** A path as the person types it, seen from the project; a name is no path. */
function fromProject(change: string, cwd: string, project: string): string {
  return change.includes("/") || change.includes(".") ? relative(project, resolve(cwd, change)) : change;
}

/** Of what is said to change, what is neither there nor a part: misspelt, or a file that is gone. */
function unknownChanges(changes: readonly string[], cwd: string, { nodes }: Graph): readonly string[] {
  const parts = new Set(nodes.flatMap(({ kind, label }) => (kind === "dependency" || kind === "crate" ? [label] : [])));
  return changes.filter((change) => !parts.has(change) && !nodeFileSystem.exists(resolve(cwd, change)));
}

const ids = (rebuilt: readonly Rebuilt[] | null): ReadonlySet<string> => new Set(rebuilt?.map(({ id }) => id));

const rendered: Readonly<
  Record<GraphFlags["format"], (graph: Graph, rebuilt: readonly Rebuilt[] | null) => Promise<string>>
> = {
  svg: async (made, rebuilt) => (await import("../../graph/render/svg.ts")).renderSvg(made, ids(rebuilt)),
  html: async (made, rebuilt) =>
    (await import("../../graph/render/html.ts")).renderHtml(made, rebuilt, {
      style: readFileSync(resource("page/page.css"), "utf8"),
      program: readFileSync(resource("page/page.js"), "utf8"),
    }),
  dot: async (made, rebuilt) => (await import("../../graph/render/dot.ts")).renderDot(made, ids(rebuilt)),
  mermaid: async (made, rebuilt) => (await import("../../graph/render/mermaid.ts")).renderMermaid(made, ids(rebuilt)),
  json: async (made, rebuilt) =>
    jsonText((await import("../../graph/render/document.ts")).graphDocument(made, rebuilt)),
};
